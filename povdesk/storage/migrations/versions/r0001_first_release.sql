CREATE TABLE assignment (
	id INTEGER NOT NULL, 
	uid VARCHAR(32) NOT NULL, 
	household_id INTEGER NOT NULL, 
	cadre_id INTEGER NOT NULL, 
	valid_from DATE, 
	valid_to DATE, 
	goal VARCHAR DEFAULT '' NOT NULL, 
	content VARCHAR DEFAULT '' NOT NULL, 
	result VARCHAR DEFAULT '' NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_assignment_uid UNIQUE (uid), 
	CONSTRAINT fk_assignment_household_id FOREIGN KEY(household_id) REFERENCES household (id), 
	CONSTRAINT fk_assignment_cadre_id FOREIGN KEY(cadre_id) REFERENCES cadre (id)
)
;
CREATE TABLE attachment (
	id INTEGER NOT NULL, 
	uid VARCHAR(32) NOT NULL, 
	object_type VARCHAR NOT NULL, 
	object_uid VARCHAR NOT NULL, 
	file_name VARCHAR NOT NULL, 
	media_type VARCHAR DEFAULT '' NOT NULL, 
	size INTEGER NOT NULL, 
	pages INTEGER, 
	sha256 VARCHAR NOT NULL, 
	content BLOB NOT NULL, 
	added_at VARCHAR NOT NULL, 
	removed_at VARCHAR, 
	note VARCHAR DEFAULT '' NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_attachment_uid UNIQUE (uid)
)
;
CREATE TABLE average_living_household (
	id INTEGER NOT NULL, 
	uid VARCHAR(32) NOT NULL, 
	household_id INTEGER NOT NULL, 
	year INTEGER NOT NULL, 
	people INTEGER, 
	income_per_person INTEGER, 
	decision VARCHAR DEFAULT '' NOT NULL, 
	note VARCHAR DEFAULT '' NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_average_living_household_uid UNIQUE (uid), 
	CONSTRAINT fk_average_living_household_household_id FOREIGN KEY(household_id) REFERENCES household (id)
)
;
CREATE TABLE backup_log (
	id INTEGER NOT NULL, 
	uid VARCHAR(32) NOT NULL, 
	sequence INTEGER NOT NULL, 
	at_utc VARCHAR NOT NULL, 
	place VARCHAR DEFAULT '' NOT NULL, 
	stick_id INTEGER, 
	file_name VARCHAR DEFAULT '' NOT NULL, 
	size INTEGER, 
	sha256 VARCHAR DEFAULT '' NOT NULL, 
	encrypted INTEGER DEFAULT '0' NOT NULL, 
	verified_at VARCHAR DEFAULT '' NOT NULL, 
	result VARCHAR DEFAULT '' NOT NULL, 
	reason VARCHAR DEFAULT '' NOT NULL, 
	households INTEGER DEFAULT '0' NOT NULL, 
	people INTEGER DEFAULT '0' NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_backup_log_uid UNIQUE (uid), 
	CONSTRAINT fk_backup_log_stick_id FOREIGN KEY(stick_id) REFERENCES known_stick (id)
)
;
CREATE TABLE body (
	id INTEGER NOT NULL, 
	uid VARCHAR(32) NOT NULL, 
	name VARCHAR NOT NULL, 
	short_name VARCHAR DEFAULT '' NOT NULL, 
	kind VARCHAR DEFAULT '' NOT NULL, 
	valid_from DATE, 
	valid_to DATE, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_body_uid UNIQUE (uid)
)
;
CREATE TABLE budget_line (
	id INTEGER NOT NULL, 
	uid VARCHAR(32) NOT NULL, 
	year INTEGER NOT NULL, 
	project_id INTEGER, 
	capital VARCHAR NOT NULL, 
	source VARCHAR NOT NULL, 
	planned INTEGER, 
	allocated INTEGER, 
	note VARCHAR DEFAULT '' NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_budget_line_year_project_id_capital_source UNIQUE (year, project_id, capital, source), 
	CONSTRAINT uq_budget_line_uid UNIQUE (uid), 
	CONSTRAINT fk_budget_line_project_id FOREIGN KEY(project_id) REFERENCES project (id)
)
;
CREATE TABLE cadre (
	id INTEGER NOT NULL, 
	uid VARCHAR(32) NOT NULL, 
	full_name VARCHAR NOT NULL, 
	search_key VARCHAR DEFAULT '' NOT NULL, 
	post VARCHAR DEFAULT '' NOT NULL, 
	body_id INTEGER, 
	phone VARCHAR DEFAULT '' NOT NULL, 
	on_poverty_list INTEGER DEFAULT '0' NOT NULL, 
	valid_from DATE, 
	valid_to DATE, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_cadre_uid UNIQUE (uid), 
	CONSTRAINT fk_cadre_body_id FOREIGN KEY(body_id) REFERENCES body (id)
)
;
CREATE TABLE catalogue_item (
	id INTEGER NOT NULL, 
	uid VARCHAR(32) NOT NULL, 
	catalogue VARCHAR NOT NULL, 
	code VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	position INTEGER DEFAULT '0' NOT NULL, 
	valid_from DATE, 
	valid_to DATE, 
	active INTEGER DEFAULT '1' NOT NULL, 
	extra VARCHAR, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_catalogue_item_catalogue_code UNIQUE (catalogue, code), 
	CONSTRAINT uq_catalogue_item_uid UNIQUE (uid)
)
;
CREATE TABLE certificate (
	id INTEGER NOT NULL, 
	uid VARCHAR(32) NOT NULL, 
	household_id INTEGER NOT NULL, 
	number VARCHAR DEFAULT '' NOT NULL, 
	issued_on DATE, 
	note VARCHAR DEFAULT '' NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_certificate_uid UNIQUE (uid), 
	CONSTRAINT fk_certificate_household_id FOREIGN KEY(household_id) REFERENCES household (id)
)
;
CREATE TABLE certificate_year (
	id INTEGER NOT NULL, 
	uid VARCHAR(32) NOT NULL, 
	certificate_id INTEGER NOT NULL, 
	year INTEGER NOT NULL, 
	category VARCHAR NOT NULL, 
	confirmed_on DATE, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_certificate_year_certificate_id_year UNIQUE (certificate_id, year), 
	CONSTRAINT uq_certificate_year_uid UNIQUE (uid), 
	CONSTRAINT fk_certificate_year_certificate_id FOREIGN KEY(certificate_id) REFERENCES certificate (id) ON DELETE CASCADE
)
;
CREATE TABLE class_history (
	id INTEGER NOT NULL, 
	uid VARCHAR(32) NOT NULL, 
	household_id INTEGER NOT NULL, 
	category VARCHAR NOT NULL, 
	counted_from DATE NOT NULL, 
	entitled_from DATE NOT NULL, 
	round_id INTEGER, 
	decision_id INTEGER, 
	movement VARCHAR DEFAULT '' NOT NULL, 
	note VARCHAR DEFAULT '' NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_class_history_uid UNIQUE (uid), 
	CONSTRAINT fk_class_history_household_id FOREIGN KEY(household_id) REFERENCES household (id), 
	CONSTRAINT fk_class_history_round_id FOREIGN KEY(round_id) REFERENCES review_round (id), 
	CONSTRAINT fk_class_history_decision_id FOREIGN KEY(decision_id) REFERENCES decision (id)
)
;
CREATE TABLE closed_year (
	id INTEGER NOT NULL, 
	uid VARCHAR(32) NOT NULL, 
	year INTEGER NOT NULL, 
	closed_at VARCHAR NOT NULL, 
	officer_id INTEGER, 
	reopened_at VARCHAR, 
	reopen_reason VARCHAR DEFAULT '' NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_closed_year_uid UNIQUE (uid), 
	CONSTRAINT fk_closed_year_officer_id FOREIGN KEY(officer_id) REFERENCES officer (id)
)
;
CREATE TABLE column_mapping (
	id INTEGER NOT NULL, 
	uid VARCHAR(32) NOT NULL, 
	signature VARCHAR NOT NULL, 
	kind VARCHAR DEFAULT '' NOT NULL, 
	mapping VARCHAR NOT NULL, 
	last_used VARCHAR DEFAULT '' NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_column_mapping_uid UNIQUE (uid), 
	CONSTRAINT uq_column_mapping_signature UNIQUE (signature)
)
;
CREATE TABLE commune_identity (
	id INTEGER NOT NULL, 
	uid VARCHAR(32) NOT NULL, 
	valid_from DATE NOT NULL, 
	valid_to DATE, 
	kind VARCHAR DEFAULT 'xã' NOT NULL, 
	name VARCHAR NOT NULL, 
	district VARCHAR DEFAULT '' NOT NULL, 
	province VARCHAR DEFAULT '' NOT NULL, 
	place_name VARCHAR DEFAULT '' NOT NULL, 
	drafting_unit VARCHAR DEFAULT '' NOT NULL, 
	review_opinion_addressee VARCHAR DEFAULT '' NOT NULL, 
	steering_committee VARCHAR DEFAULT '' NOT NULL, 
	place_code VARCHAR DEFAULT '' NOT NULL, 
	hard_to_reach INTEGER, 
	note VARCHAR DEFAULT '' NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_commune_identity_uid UNIQUE (uid)
)
;
CREATE TABLE communication_session (
	id INTEGER NOT NULL, 
	uid VARCHAR(32) NOT NULL, 
	held_on DATE NOT NULL, 
	form VARCHAR DEFAULT '' NOT NULL, 
	hamlet_id INTEGER, 
	turns INTEGER, 
	households_reached INTEGER, 
	content VARCHAR DEFAULT '' NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_communication_session_uid UNIQUE (uid), 
	CONSTRAINT fk_communication_session_hamlet_id FOREIGN KEY(hamlet_id) REFERENCES hamlet (id)
)
;
CREATE TABLE complaint (
	id INTEGER NOT NULL, 
	uid VARCHAR(32) NOT NULL, 
	posting_id INTEGER NOT NULL, 
	household_id INTEGER, 
	received_on DATE, 
	complainant VARCHAR DEFAULT '' NOT NULL, 
	content VARCHAR DEFAULT '' NOT NULL, 
	rechecked_on DATE, 
	result VARCHAR DEFAULT '' NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_complaint_uid UNIQUE (uid), 
	CONSTRAINT fk_complaint_posting_id FOREIGN KEY(posting_id) REFERENCES posting (id) ON DELETE CASCADE, 
	CONSTRAINT fk_complaint_household_id FOREIGN KEY(household_id) REFERENCES household (id)
)
;
CREATE TABLE decision (
	id INTEGER NOT NULL, 
	uid VARCHAR(32) NOT NULL, 
	round_id INTEGER, 
	number VARCHAR DEFAULT '' NOT NULL, 
	signed_on DATE, 
	kind VARCHAR DEFAULT '' NOT NULL, 
	issued_paper_id INTEGER, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_decision_uid UNIQUE (uid), 
	CONSTRAINT fk_decision_round_id FOREIGN KEY(round_id) REFERENCES review_round (id), 
	CONSTRAINT fk_decision_issued_paper_id FOREIGN KEY(issued_paper_id) REFERENCES issued_paper (id)
)
;
CREATE TABLE disbursement (
	id INTEGER NOT NULL, 
	uid VARCHAR(32) NOT NULL, 
	budget_line_id INTEGER NOT NULL, 
	paid_on DATE NOT NULL, 
	amount INTEGER DEFAULT '0' NOT NULL, 
	evidence_number VARCHAR DEFAULT '' NOT NULL, 
	note VARCHAR DEFAULT '' NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_disbursement_uid UNIQUE (uid), 
	CONSTRAINT fk_disbursement_budget_line_id FOREIGN KEY(budget_line_id) REFERENCES budget_line (id) ON DELETE CASCADE
)
;
CREATE TABLE donation (
	id INTEGER NOT NULL, 
	uid VARCHAR(32) NOT NULL, 
	received_on DATE NOT NULL, 
	donor VARCHAR DEFAULT '' NOT NULL, 
	fund VARCHAR DEFAULT '' NOT NULL, 
	amount INTEGER, 
	in_kind VARCHAR DEFAULT '' NOT NULL, 
	purpose VARCHAR DEFAULT '' NOT NULL, 
	note VARCHAR DEFAULT '' NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_donation_uid UNIQUE (uid)
)
;
CREATE TABLE draft (
	id INTEGER NOT NULL, 
	uid VARCHAR(32) NOT NULL, 
	kind VARCHAR NOT NULL, 
	object_uid VARCHAR DEFAULT '' NOT NULL, 
	title VARCHAR DEFAULT '' NOT NULL, 
	payload VARCHAR NOT NULL, 
	saved_at VARCHAR NOT NULL, 
	officer_id INTEGER, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_draft_kind_object_uid UNIQUE (kind, object_uid), 
	CONSTRAINT uq_draft_uid UNIQUE (uid), 
	CONSTRAINT fk_draft_officer_id FOREIGN KEY(officer_id) REFERENCES officer (id)
)
;
CREATE TABLE duplicate_decision (
	id INTEGER NOT NULL, 
	uid VARCHAR(32) NOT NULL, 
	first_uid VARCHAR NOT NULL, 
	second_uid VARCHAR NOT NULL, 
	verdict VARCHAR NOT NULL, 
	decided_on DATE, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_duplicate_decision_first_uid_second_uid UNIQUE (first_uid, second_uid), 
	CONSTRAINT uq_duplicate_decision_uid UNIQUE (uid)
)
;
CREATE TABLE exit_registration (
	id INTEGER NOT NULL, 
	uid VARCHAR(32) NOT NULL, 
	household_id INTEGER NOT NULL, 
	year INTEGER NOT NULL, 
	registered_on DATE, 
	withdrawn_on DATE, 
	solution VARCHAR DEFAULT '' NOT NULL, 
	result VARCHAR DEFAULT '' NOT NULL, 
	note VARCHAR DEFAULT '' NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_exit_registration_household_id_year UNIQUE (household_id, year), 
	CONSTRAINT uq_exit_registration_uid UNIQUE (uid), 
	CONSTRAINT fk_exit_registration_household_id FOREIGN KEY(household_id) REFERENCES household (id)
)
;
CREATE TABLE frozen_figure (
	id INTEGER NOT NULL, 
	uid VARCHAR(32) NOT NULL, 
	period_id INTEGER NOT NULL, 
	code VARCHAR NOT NULL, 
	indicator_id INTEGER, 
	numerator FLOAT, 
	denominator FLOAT, 
	unknown INTEGER, 
	value FLOAT, 
	status VARCHAR DEFAULT '' NOT NULL, 
	subjects BLOB, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_frozen_figure_period_id_code UNIQUE (period_id, code), 
	CONSTRAINT uq_frozen_figure_uid UNIQUE (uid), 
	CONSTRAINT fk_frozen_figure_period_id FOREIGN KEY(period_id) REFERENCES reporting_period (id) ON DELETE CASCADE, 
	CONSTRAINT fk_frozen_figure_indicator_id FOREIGN KEY(indicator_id) REFERENCES indicator_definition (id)
)
;
CREATE TABLE hamlet (
	id INTEGER NOT NULL, 
	uid VARCHAR(32) NOT NULL, 
	code VARCHAR DEFAULT '' NOT NULL, 
	kind VARCHAR DEFAULT 'thôn' NOT NULL, 
	name VARCHAR NOT NULL, 
	position INTEGER DEFAULT '0' NOT NULL, 
	valid_from DATE, 
	valid_to DATE, 
	predecessor_id INTEGER, 
	chief_name VARCHAR DEFAULT '' NOT NULL, 
	chief_phone VARCHAR DEFAULT '' NOT NULL, 
	former_commune VARCHAR DEFAULT '' NOT NULL, 
	former_name VARCHAR DEFAULT '' NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_hamlet_uid UNIQUE (uid), 
	CONSTRAINT fk_hamlet_predecessor_id FOREIGN KEY(predecessor_id) REFERENCES hamlet (id)
)
;
CREATE TABLE hamlet_assignment (
	id INTEGER NOT NULL, 
	uid VARCHAR(32) NOT NULL, 
	hamlet_id INTEGER NOT NULL, 
	cadre_id INTEGER NOT NULL, 
	valid_from DATE, 
	valid_to DATE, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_hamlet_assignment_uid UNIQUE (uid), 
	CONSTRAINT fk_hamlet_assignment_hamlet_id FOREIGN KEY(hamlet_id) REFERENCES hamlet (id), 
	CONSTRAINT fk_hamlet_assignment_cadre_id FOREIGN KEY(cadre_id) REFERENCES cadre (id)
)
;
CREATE TABLE hamlet_total (
	id INTEGER NOT NULL, 
	uid VARCHAR(32) NOT NULL, 
	hamlet_id INTEGER NOT NULL, 
	year INTEGER NOT NULL, 
	households INTEGER, 
	people INTEGER, 
	minority_households INTEGER, 
	children_under_16 INTEGER, 
	source VARCHAR DEFAULT '' NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_hamlet_total_hamlet_id_year UNIQUE (hamlet_id, year), 
	CONSTRAINT uq_hamlet_total_uid UNIQUE (uid), 
	CONSTRAINT fk_hamlet_total_hamlet_id FOREIGN KEY(hamlet_id) REFERENCES hamlet (id)
)
;
CREATE TABLE history (
	seq INTEGER NOT NULL, 
	at_utc VARCHAR NOT NULL, 
	at_local VARCHAR NOT NULL, 
	clock_suspect INTEGER DEFAULT '0' NOT NULL, 
	officer_id INTEGER NOT NULL, 
	action VARCHAR NOT NULL, 
	object_type VARCHAR DEFAULT '' NOT NULL, 
	object_uid VARCHAR DEFAULT '' NOT NULL, 
	purpose VARCHAR DEFAULT '' NOT NULL, 
	undoes_seq INTEGER, 
	payload VARCHAR, 
	salt BLOB, 
	payload_hash VARCHAR NOT NULL, 
	prev_hash VARCHAR NOT NULL, 
	hash VARCHAR NOT NULL, 
	PRIMARY KEY (seq)
)
;
CREATE TABLE household (
	id INTEGER NOT NULL, 
	uid VARCHAR(32) NOT NULL, 
	code VARCHAR NOT NULL, 
	hamlet_id INTEGER NOT NULL, 
	address VARCHAR DEFAULT '' NOT NULL, 
	phone VARCHAR DEFAULT '' NOT NULL, 
	area VARCHAR, 
	note VARCHAR DEFAULT '' NOT NULL, 
	head_name VARCHAR DEFAULT '' NOT NULL, 
	search_key VARCHAR DEFAULT '' NOT NULL, 
	name_sort_key VARCHAR DEFAULT '' NOT NULL, 
	registered_on DATE, 
	ended_on DATE, 
	end_reason VARCHAR DEFAULT '' NOT NULL, 
	deleted_at VARCHAR, 
	former_code VARCHAR DEFAULT '' NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_household_uid UNIQUE (uid), 
	CONSTRAINT uq_household_code UNIQUE (code), 
	CONSTRAINT fk_household_hamlet_id FOREIGN KEY(hamlet_id) REFERENCES hamlet (id)
)
;
CREATE TABLE household_event (
	id INTEGER NOT NULL, 
	uid VARCHAR(32) NOT NULL, 
	household_id INTEGER NOT NULL, 
	kind VARCHAR NOT NULL, 
	happened_on DATE NOT NULL, 
	person_id INTEGER, 
	other_household_id INTEGER, 
	size_before INTEGER, 
	size_after INTEGER, 
	reason VARCHAR DEFAULT '' NOT NULL, 
	note VARCHAR DEFAULT '' NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_household_event_uid UNIQUE (uid), 
	CONSTRAINT fk_household_event_household_id FOREIGN KEY(household_id) REFERENCES household (id), 
	CONSTRAINT fk_household_event_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT fk_household_event_other_household_id FOREIGN KEY(other_household_id) REFERENCES household (id)
)
;
CREATE TABLE import_batch (
	id INTEGER NOT NULL, 
	uid VARCHAR(32) NOT NULL, 
	at_utc VARCHAR NOT NULL, 
	file_name VARCHAR DEFAULT '' NOT NULL, 
	sha256 VARCHAR DEFAULT '' NOT NULL, 
	kind VARCHAR DEFAULT '' NOT NULL, 
	rows_new INTEGER DEFAULT '0' NOT NULL, 
	rows_changed INTEGER DEFAULT '0' NOT NULL, 
	rows_refused INTEGER DEFAULT '0' NOT NULL, 
	history_seq INTEGER, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_import_batch_uid UNIQUE (uid)
)
;
CREATE TABLE import_row (
	id INTEGER NOT NULL, 
	uid VARCHAR(32) NOT NULL, 
	batch_id INTEGER NOT NULL, 
	row_number INTEGER DEFAULT '0' NOT NULL, 
	verdict VARCHAR DEFAULT '' NOT NULL, 
	reason VARCHAR DEFAULT '' NOT NULL, 
	payload VARCHAR, 
	decision VARCHAR DEFAULT '' NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_import_row_uid UNIQUE (uid), 
	CONSTRAINT fk_import_row_batch_id FOREIGN KEY(batch_id) REFERENCES import_batch (id) ON DELETE CASCADE
)
;
CREATE TABLE incoming_paper (
	id INTEGER NOT NULL, 
	uid VARCHAR(32) NOT NULL, 
	kind VARCHAR DEFAULT '' NOT NULL, 
	number VARCHAR DEFAULT '' NOT NULL, 
	signed_on DATE, 
	issuer VARCHAR DEFAULT '' NOT NULL, 
	subject VARCHAR DEFAULT '' NOT NULL, 
	received_on DATE, 
	valid_to DATE, 
	note VARCHAR DEFAULT '' NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_incoming_paper_uid UNIQUE (uid)
)
;
CREATE TABLE indicator_definition (
	id INTEGER NOT NULL, 
	uid VARCHAR(32) NOT NULL, 
	code VARCHAR NOT NULL, 
	letter VARCHAR DEFAULT '' NOT NULL, 
	plan_reference VARCHAR DEFAULT '' NOT NULL, 
	name VARCHAR NOT NULL, 
	short_name VARCHAR DEFAULT '' NOT NULL, 
	"group" VARCHAR DEFAULT '' NOT NULL, 
	unit VARCHAR DEFAULT '' NOT NULL, 
	kind VARCHAR DEFAULT '' NOT NULL, 
	direction VARCHAR DEFAULT '' NOT NULL, 
	measure VARCHAR DEFAULT '' NOT NULL, 
	decimals INTEGER DEFAULT '0' NOT NULL, 
	position INTEGER DEFAULT '0' NOT NULL, 
	roles VARCHAR DEFAULT '' NOT NULL, 
	projects VARCHAR DEFAULT '' NOT NULL, 
	valid_from DATE, 
	valid_to DATE, 
	origin VARCHAR DEFAULT '' NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_indicator_definition_uid UNIQUE (uid), 
	CONSTRAINT uq_indicator_definition_code UNIQUE (code)
)
;
CREATE TABLE inspection (
	id INTEGER NOT NULL, 
	uid VARCHAR(32) NOT NULL, 
	held_on DATE NOT NULL, 
	hamlet_id INTEGER, 
	content VARCHAR DEFAULT '' NOT NULL, 
	members VARCHAR DEFAULT '' NOT NULL, 
	paper_number VARCHAR DEFAULT '' NOT NULL, 
	place VARCHAR DEFAULT '' NOT NULL, 
	chair VARCHAR DEFAULT '' NOT NULL, 
	secretary VARCHAR DEFAULT '' NOT NULL, 
	conclusion VARCHAR DEFAULT '' NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_inspection_uid UNIQUE (uid), 
	CONSTRAINT fk_inspection_hamlet_id FOREIGN KEY(hamlet_id) REFERENCES hamlet (id)
)
;
CREATE TABLE inspection_finding (
	id INTEGER NOT NULL, 
	uid VARCHAR(32) NOT NULL, 
	inspection_id INTEGER NOT NULL, 
	finding VARCHAR DEFAULT '' NOT NULL, 
	responsible VARCHAR DEFAULT '' NOT NULL, 
	due_on DATE, 
	settled_on DATE, 
	result VARCHAR DEFAULT '' NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_inspection_finding_uid UNIQUE (uid), 
	CONSTRAINT fk_inspection_finding_inspection_id FOREIGN KEY(inspection_id) REFERENCES inspection (id) ON DELETE CASCADE
)
;
CREATE TABLE insurance_change (
	id INTEGER NOT NULL, 
	uid VARCHAR(32) NOT NULL, 
	month DATE NOT NULL, 
	person_id INTEGER NOT NULL, 
	change_kind VARCHAR NOT NULL, 
	cause VARCHAR DEFAULT '' NOT NULL, 
	happened_on DATE, 
	excluded_because VARCHAR DEFAULT '' NOT NULL, 
	sent_on DATE, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_insurance_change_month_person_id_change_kind UNIQUE (month, person_id, change_kind), 
	CONSTRAINT uq_insurance_change_uid UNIQUE (uid), 
	CONSTRAINT fk_insurance_change_person_id FOREIGN KEY(person_id) REFERENCES person (id)
)
;
CREATE TABLE issued_paper (
	id INTEGER NOT NULL, 
	uid VARCHAR(32) NOT NULL, 
	kind VARCHAR NOT NULL, 
	year INTEGER NOT NULL, 
	number VARCHAR DEFAULT '' NOT NULL, 
	symbol VARCHAR DEFAULT '' NOT NULL, 
	signed_on DATE, 
	signer_name VARCHAR DEFAULT '' NOT NULL, 
	signer_post VARCHAR DEFAULT '' NOT NULL, 
	subject VARCHAR DEFAULT '' NOT NULL, 
	plan_id INTEGER, 
	household_id INTEGER, 
	person_id INTEGER, 
	pdf BLOB, 
	sha256 VARCHAR DEFAULT '' NOT NULL, 
	figures VARCHAR, 
	sources BLOB, 
	history_anchor VARCHAR DEFAULT '' NOT NULL, 
	issued_at VARCHAR NOT NULL, 
	previous_version_id INTEGER, 
	period_id INTEGER, 
	former_office VARCHAR DEFAULT '' NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_issued_paper_uid UNIQUE (uid), 
	CONSTRAINT fk_issued_paper_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id), 
	CONSTRAINT fk_issued_paper_household_id FOREIGN KEY(household_id) REFERENCES household (id), 
	CONSTRAINT fk_issued_paper_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT fk_issued_paper_previous_version_id FOREIGN KEY(previous_version_id) REFERENCES issued_paper (id), 
	CONSTRAINT fk_issued_paper_period_id FOREIGN KEY(period_id) REFERENCES reporting_period (id)
)
;
CREATE TABLE known_stick (
	id INTEGER NOT NULL, 
	uid VARCHAR(32) NOT NULL, 
	stick_uuid VARCHAR NOT NULL, 
	label VARCHAR DEFAULT '' NOT NULL, 
	last_seen VARCHAR DEFAULT '' NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_known_stick_uid UNIQUE (uid), 
	CONSTRAINT uq_known_stick_stick_uuid UNIQUE (stick_uuid)
)
;
CREATE TABLE land_option (
	id INTEGER NOT NULL, 
	uid VARCHAR(32) NOT NULL, 
	household_id INTEGER NOT NULL, 
	year INTEGER NOT NULL, 
	option VARCHAR DEFAULT '' NOT NULL, 
	leader VARCHAR DEFAULT '' NOT NULL, 
	state VARCHAR DEFAULT 'proposed' NOT NULL, 
	note VARCHAR DEFAULT '' NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_land_option_household_id_year UNIQUE (household_id, year), 
	CONSTRAINT uq_land_option_uid UNIQUE (uid), 
	CONSTRAINT fk_land_option_household_id FOREIGN KEY(household_id) REFERENCES household (id)
)
;
CREATE TABLE livelihood_contribution (
	id INTEGER NOT NULL, 
	uid VARCHAR(32) NOT NULL, 
	member_id INTEGER NOT NULL, 
	kind VARCHAR NOT NULL, 
	quantity FLOAT, 
	unit VARCHAR DEFAULT '' NOT NULL, 
	amount INTEGER, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_livelihood_contribution_uid UNIQUE (uid), 
	CONSTRAINT fk_livelihood_contribution_member_id FOREIGN KEY(member_id) REFERENCES livelihood_member (id) ON DELETE CASCADE
)
;
CREATE TABLE livelihood_member (
	id INTEGER NOT NULL, 
	uid VARCHAR(32) NOT NULL, 
	model_id INTEGER NOT NULL, 
	household_id INTEGER NOT NULL, 
	joined_on DATE, 
	left_on DATE, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_livelihood_member_uid UNIQUE (uid), 
	CONSTRAINT fk_livelihood_member_model_id FOREIGN KEY(model_id) REFERENCES livelihood_model (id) ON DELETE CASCADE, 
	CONSTRAINT fk_livelihood_member_household_id FOREIGN KEY(household_id) REFERENCES household (id)
)
;
CREATE TABLE livelihood_model (
	id INTEGER NOT NULL, 
	uid VARCHAR(32) NOT NULL, 
	name VARCHAR NOT NULL, 
	project_id INTEGER, 
	hamlet_id INTEGER, 
	form VARCHAR DEFAULT '' NOT NULL, 
	started_on DATE, 
	ended_on DATE, 
	evaluation VARCHAR DEFAULT '' NOT NULL, 
	note VARCHAR DEFAULT '' NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_livelihood_model_uid UNIQUE (uid), 
	CONSTRAINT fk_livelihood_model_project_id FOREIGN KEY(project_id) REFERENCES project (id), 
	CONSTRAINT fk_livelihood_model_hamlet_id FOREIGN KEY(hamlet_id) REFERENCES hamlet (id)
)
;
CREATE TABLE loan (
	id INTEGER NOT NULL, 
	uid VARCHAR(32) NOT NULL, 
	support_event_id INTEGER, 
	household_id INTEGER NOT NULL, 
	lender VARCHAR DEFAULT '' NOT NULL, 
	programme VARCHAR DEFAULT '' NOT NULL, 
	principal INTEGER, 
	lent_on DATE, 
	due_on DATE, 
	rate FLOAT, 
	repaid_on DATE, 
	note VARCHAR DEFAULT '' NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_loan_uid UNIQUE (uid), 
	CONSTRAINT fk_loan_support_event_id FOREIGN KEY(support_event_id) REFERENCES support_event (id), 
	CONSTRAINT fk_loan_household_id FOREIGN KEY(household_id) REFERENCES household (id)
)
;
CREATE TABLE low_income_worker (
	id INTEGER NOT NULL, 
	uid VARCHAR(32) NOT NULL, 
	person_id INTEGER NOT NULL, 
	recognised_on DATE, 
	valid_to DATE, 
	income_per_person INTEGER, 
	need_training VARCHAR, 
	note VARCHAR DEFAULT '' NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_low_income_worker_uid UNIQUE (uid), 
	CONSTRAINT fk_low_income_worker_person_id FOREIGN KEY(person_id) REFERENCES person (id)
)
;
CREATE TABLE measurement (
	id INTEGER NOT NULL, 
	uid VARCHAR(32) NOT NULL, 
	indicator_id INTEGER NOT NULL, 
	as_of DATE NOT NULL, 
	numerator FLOAT, 
	denominator FLOAT, 
	value FLOAT, 
	measured_by VARCHAR DEFAULT '' NOT NULL, 
	source VARCHAR DEFAULT '' NOT NULL, 
	method VARCHAR DEFAULT '' NOT NULL, 
	evidence_number VARCHAR DEFAULT '' NOT NULL, 
	note VARCHAR DEFAULT '' NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_measurement_uid UNIQUE (uid), 
	CONSTRAINT fk_measurement_indicator_id FOREIGN KEY(indicator_id) REFERENCES indicator_definition (id)
)
;
CREATE TABLE meeting (
	id INTEGER NOT NULL, 
	uid VARCHAR(32) NOT NULL, 
	round_id INTEGER NOT NULL, 
	hamlet_id INTEGER NOT NULL, 
	held_on DATE, 
	place VARCHAR DEFAULT '' NOT NULL, 
	chair VARCHAR DEFAULT '' NOT NULL, 
	secretary VARCHAR DEFAULT '' NOT NULL, 
	households_listed INTEGER, 
	households_present INTEGER, 
	attendance VARCHAR DEFAULT '' NOT NULL, 
	content VARCHAR DEFAULT '' NOT NULL, 
	disagreements VARCHAR DEFAULT '' NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_meeting_uid UNIQUE (uid), 
	CONSTRAINT fk_meeting_round_id FOREIGN KEY(round_id) REFERENCES review_round (id) ON DELETE CASCADE, 
	CONSTRAINT fk_meeting_hamlet_id FOREIGN KEY(hamlet_id) REFERENCES hamlet (id)
)
;
CREATE TABLE meeting_vote (
	id INTEGER NOT NULL, 
	uid VARCHAR(32) NOT NULL, 
	meeting_id INTEGER NOT NULL, 
	household_id INTEGER NOT NULL, 
	agreed_category VARCHAR, 
	votes_for INTEGER, 
	votes_against INTEGER, 
	note VARCHAR DEFAULT '' NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_meeting_vote_meeting_id_household_id UNIQUE (meeting_id, household_id), 
	CONSTRAINT uq_meeting_vote_uid UNIQUE (uid), 
	CONSTRAINT fk_meeting_vote_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id) ON DELETE CASCADE, 
	CONSTRAINT fk_meeting_vote_household_id FOREIGN KEY(household_id) REFERENCES household (id)
)
;
CREATE TABLE membership (
	id INTEGER NOT NULL, 
	uid VARCHAR(32) NOT NULL, 
	household_id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	relation VARCHAR DEFAULT '' NOT NULL, 
	position INTEGER DEFAULT '0' NOT NULL, 
	valid_from DATE, 
	valid_to DATE, 
	reason VARCHAR DEFAULT '' NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_membership_uid UNIQUE (uid), 
	CONSTRAINT fk_membership_household_id FOREIGN KEY(household_id) REFERENCES household (id), 
	CONSTRAINT fk_membership_person_id FOREIGN KEY(person_id) REFERENCES person (id)
)
;
CREATE TABLE merged_commune (
	id INTEGER NOT NULL, 
	uid VARCHAR(32) NOT NULL, 
	database_uuid VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	mark VARCHAR DEFAULT '' NOT NULL, 
	valid_from DATE NOT NULL, 
	merged_at VARCHAR NOT NULL, 
	identities VARCHAR DEFAULT '' NOT NULL, 
	counts VARCHAR DEFAULT '' NOT NULL, 
	history_seq INTEGER, 
	history_hash VARCHAR DEFAULT '' NOT NULL, 
	archive_name VARCHAR DEFAULT '' NOT NULL, 
	safety_name VARCHAR DEFAULT '' NOT NULL, 
	kept BLOB, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_merged_commune_uid UNIQUE (uid), 
	CONSTRAINT uq_merged_commune_database_uuid UNIQUE (database_uuid)
)
;
CREATE TABLE officer (
	id INTEGER NOT NULL, 
	uid VARCHAR(32) NOT NULL, 
	full_name VARCHAR DEFAULT '' NOT NULL, 
	post VARCHAR DEFAULT '' NOT NULL, 
	role VARCHAR DEFAULT 'manage' NOT NULL, 
	pin_hash VARCHAR, 
	active INTEGER DEFAULT '1' NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_officer_uid UNIQUE (uid)
)
;
CREATE TABLE organisation_help (
	id INTEGER NOT NULL, 
	uid VARCHAR(32) NOT NULL, 
	household_id INTEGER NOT NULL, 
	organisation VARCHAR NOT NULL, 
	valid_from DATE, 
	valid_to DATE, 
	content VARCHAR DEFAULT '' NOT NULL, 
	result VARCHAR DEFAULT '' NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_organisation_help_uid UNIQUE (uid), 
	CONSTRAINT fk_organisation_help_household_id FOREIGN KEY(household_id) REFERENCES household (id)
)
;
CREATE TABLE organisation_membership (
	id INTEGER NOT NULL, 
	uid VARCHAR(32) NOT NULL, 
	person_id INTEGER NOT NULL, 
	organisation VARCHAR NOT NULL, 
	valid_from DATE, 
	valid_to DATE, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_organisation_membership_uid UNIQUE (uid), 
	CONSTRAINT fk_organisation_membership_person_id FOREIGN KEY(person_id) REFERENCES person (id)
)
;
CREATE TABLE payment_line (
	id INTEGER NOT NULL, 
	uid VARCHAR(32) NOT NULL, 
	list_id INTEGER NOT NULL, 
	household_id INTEGER NOT NULL, 
	person_id INTEGER, 
	amount INTEGER, 
	in_kind VARCHAR DEFAULT '' NOT NULL, 
	paid_on DATE, 
	received_by VARCHAR DEFAULT '' NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_payment_line_uid UNIQUE (uid), 
	CONSTRAINT fk_payment_line_list_id FOREIGN KEY(list_id) REFERENCES payment_list (id) ON DELETE CASCADE, 
	CONSTRAINT fk_payment_line_household_id FOREIGN KEY(household_id) REFERENCES household (id), 
	CONSTRAINT fk_payment_line_person_id FOREIGN KEY(person_id) REFERENCES person (id)
)
;
CREATE TABLE payment_list (
	id INTEGER NOT NULL, 
	uid VARCHAR(32) NOT NULL, 
	title VARCHAR NOT NULL, 
	policy VARCHAR DEFAULT '' NOT NULL, 
	made_on DATE, 
	period VARCHAR DEFAULT '' NOT NULL, 
	note VARCHAR DEFAULT '' NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_payment_list_uid UNIQUE (uid)
)
;
CREATE TABLE person (
	id INTEGER NOT NULL, 
	uid VARCHAR(32) NOT NULL, 
	full_name VARCHAR NOT NULL, 
	search_key VARCHAR DEFAULT '' NOT NULL, 
	sex VARCHAR, 
	birth_year INTEGER, 
	birth_month INTEGER, 
	birth_day INTEGER, 
	id_number VARCHAR DEFAULT '' NOT NULL, 
	id_issued_on DATE, 
	ethnic_group VARCHAR DEFAULT '' NOT NULL, 
	phone VARCHAR DEFAULT '' NOT NULL, 
	died_on DATE, 
	deleted_at VARCHAR, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_person_uid UNIQUE (uid)
)
;
CREATE TABLE "plan" (
	id INTEGER NOT NULL, 
	uid VARCHAR(32) NOT NULL, 
	year INTEGER NOT NULL, 
	version INTEGER DEFAULT '1' NOT NULL, 
	previous_version_id INTEGER, 
	title VARCHAR NOT NULL, 
	subject VARCHAR NOT NULL, 
	opening VARCHAR DEFAULT '' NOT NULL, 
	closing VARCHAR DEFAULT '' NOT NULL, 
	status VARCHAR DEFAULT 'drafting' NOT NULL, 
	number VARCHAR DEFAULT '' NOT NULL, 
	symbol VARCHAR DEFAULT 'KH-UBND' NOT NULL, 
	signed_on DATE, 
	signer_id INTEGER, 
	authority VARCHAR DEFAULT 'TM.' NOT NULL, 
	drafter_mark VARCHAR DEFAULT '' NOT NULL, 
	budget_total INTEGER, 
	progress_on DATE, 
	note VARCHAR DEFAULT '' NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_plan_year_version UNIQUE (year, version), 
	CONSTRAINT uq_plan_uid UNIQUE (uid), 
	CONSTRAINT fk_plan_previous_version_id FOREIGN KEY(previous_version_id) REFERENCES "plan" (id), 
	CONSTRAINT fk_plan_signer_id FOREIGN KEY(signer_id) REFERENCES signer (id)
)
;
CREATE TABLE plan_basis (
	id INTEGER NOT NULL, 
	uid VARCHAR(32) NOT NULL, 
	plan_id INTEGER NOT NULL, 
	position INTEGER DEFAULT '0' NOT NULL, 
	text VARCHAR NOT NULL, 
	incoming_paper_id INTEGER, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_plan_basis_uid UNIQUE (uid), 
	CONSTRAINT fk_plan_basis_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id) ON DELETE CASCADE, 
	CONSTRAINT fk_plan_basis_incoming_paper_id FOREIGN KEY(incoming_paper_id) REFERENCES incoming_paper (id)
)
;
CREATE TABLE plan_link (
	id INTEGER NOT NULL, 
	uid VARCHAR(32) NOT NULL, 
	plan_id INTEGER NOT NULL, 
	code VARCHAR NOT NULL, 
	frozen_value VARCHAR DEFAULT '' NOT NULL, 
	frozen_reason VARCHAR DEFAULT '' NOT NULL, 
	frozen_at VARCHAR, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_plan_link_plan_id_code UNIQUE (plan_id, code), 
	CONSTRAINT uq_plan_link_uid UNIQUE (uid), 
	CONSTRAINT fk_plan_link_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id) ON DELETE CASCADE
)
;
CREATE TABLE plan_recipient (
	id INTEGER NOT NULL, 
	uid VARCHAR(32) NOT NULL, 
	plan_id INTEGER NOT NULL, 
	position INTEGER DEFAULT '0' NOT NULL, 
	text VARCHAR NOT NULL, 
	role_code VARCHAR DEFAULT '' NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_plan_recipient_uid UNIQUE (uid), 
	CONSTRAINT fk_plan_recipient_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id) ON DELETE CASCADE
)
;
CREATE TABLE plan_role (
	id INTEGER NOT NULL, 
	uid VARCHAR(32) NOT NULL, 
	plan_id INTEGER NOT NULL, 
	position INTEGER DEFAULT '0' NOT NULL, 
	code VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	short_name VARCHAR DEFAULT '' NOT NULL, 
	verb VARCHAR DEFAULT '' NOT NULL, 
	body VARCHAR DEFAULT '' NOT NULL, 
	body_id INTEGER, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_plan_role_plan_id_code UNIQUE (plan_id, code), 
	CONSTRAINT uq_plan_role_uid UNIQUE (uid), 
	CONSTRAINT fk_plan_role_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id) ON DELETE CASCADE, 
	CONSTRAINT fk_plan_role_body_id FOREIGN KEY(body_id) REFERENCES body (id)
)
;
CREATE TABLE plan_role_lead (
	id INTEGER NOT NULL, 
	uid VARCHAR(32) NOT NULL, 
	role_id INTEGER NOT NULL, 
	kind VARCHAR NOT NULL, 
	code VARCHAR NOT NULL, 
	part VARCHAR DEFAULT 'lead' NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_plan_role_lead_role_id_kind_code_part UNIQUE (role_id, kind, code, part), 
	CONSTRAINT uq_plan_role_lead_uid UNIQUE (uid), 
	CONSTRAINT fk_plan_role_lead_role_id FOREIGN KEY(role_id) REFERENCES plan_role (id) ON DELETE CASCADE
)
;
CREATE TABLE plan_section (
	id INTEGER NOT NULL, 
	uid VARCHAR(32) NOT NULL, 
	plan_id INTEGER NOT NULL, 
	parent_id INTEGER, 
	position INTEGER DEFAULT '0' NOT NULL, 
	kind VARCHAR NOT NULL, 
	code VARCHAR DEFAULT '' NOT NULL, 
	heading VARCHAR DEFAULT '' NOT NULL, 
	body VARCHAR DEFAULT '' NOT NULL, 
	source VARCHAR DEFAULT '' NOT NULL, 
	indicator_id INTEGER, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_plan_section_uid UNIQUE (uid), 
	CONSTRAINT fk_plan_section_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id) ON DELETE CASCADE, 
	CONSTRAINT fk_plan_section_parent_id FOREIGN KEY(parent_id) REFERENCES plan_section (id), 
	CONSTRAINT fk_plan_section_indicator_id FOREIGN KEY(indicator_id) REFERENCES indicator_definition (id)
)
;
CREATE TABLE posting (
	id INTEGER NOT NULL, 
	uid VARCHAR(32) NOT NULL, 
	round_id INTEGER NOT NULL, 
	hamlet_id INTEGER, 
	posted_from DATE, 
	posted_to DATE, 
	places VARCHAR DEFAULT '' NOT NULL, 
	note VARCHAR DEFAULT '' NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_posting_uid UNIQUE (uid), 
	CONSTRAINT fk_posting_round_id FOREIGN KEY(round_id) REFERENCES review_round (id) ON DELETE CASCADE, 
	CONSTRAINT fk_posting_hamlet_id FOREIGN KEY(hamlet_id) REFERENCES hamlet (id)
)
;
CREATE TABLE project (
	id INTEGER NOT NULL, 
	uid VARCHAR(32) NOT NULL, 
	code VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	short_name VARCHAR DEFAULT '' NOT NULL, 
	parent_code VARCHAR DEFAULT '' NOT NULL, 
	programme VARCHAR DEFAULT '' NOT NULL, 
	position INTEGER DEFAULT '0' NOT NULL, 
	valid_from DATE, 
	valid_to DATE, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_project_uid UNIQUE (uid), 
	CONSTRAINT uq_project_code UNIQUE (code)
)
;
CREATE TABLE project_body (
	id INTEGER NOT NULL, 
	uid VARCHAR(32) NOT NULL, 
	project_id INTEGER NOT NULL, 
	body_id INTEGER NOT NULL, 
	part VARCHAR DEFAULT 'lead' NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_project_body_project_id_body_id UNIQUE (project_id, body_id), 
	CONSTRAINT uq_project_body_uid UNIQUE (uid), 
	CONSTRAINT fk_project_body_project_id FOREIGN KEY(project_id) REFERENCES project (id) ON DELETE CASCADE, 
	CONSTRAINT fk_project_body_body_id FOREIGN KEY(body_id) REFERENCES body (id)
)
;
CREATE TABLE reporting_period (
	id INTEGER NOT NULL, 
	uid VARCHAR(32) NOT NULL, 
	name VARCHAR NOT NULL, 
	year INTEGER NOT NULL, 
	kind VARCHAR DEFAULT 'own' NOT NULL, 
	as_of DATE NOT NULL, 
	frozen_at VARCHAR, 
	officer_id INTEGER, 
	remarks VARCHAR DEFAULT '' NOT NULL, 
	content BLOB, 
	content_hash VARCHAR DEFAULT '' NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_reporting_period_uid UNIQUE (uid), 
	CONSTRAINT fk_reporting_period_officer_id FOREIGN KEY(officer_id) REFERENCES officer (id)
)
;
CREATE TABLE retention_rule (
	id INTEGER NOT NULL, 
	uid VARCHAR(32) NOT NULL, 
	subject VARCHAR NOT NULL, 
	keep_years INTEGER, 
	source VARCHAR DEFAULT '' NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_retention_rule_uid UNIQUE (uid), 
	CONSTRAINT uq_retention_rule_subject UNIQUE (subject)
)
;
CREATE TABLE review (
	id INTEGER NOT NULL, 
	uid VARCHAR(32) NOT NULL, 
	round_id INTEGER NOT NULL, 
	household_id INTEGER NOT NULL, 
	standard_id VARCHAR NOT NULL, 
	state VARCHAR DEFAULT 'draft' NOT NULL, 
	reviewed_on DATE, 
	reviewer VARCHAR DEFAULT '' NOT NULL, 
	area VARCHAR DEFAULT 'rural' NOT NULL, 
	floor_area FLOAT, 
	wall VARCHAR DEFAULT '' NOT NULL, 
	"column" VARCHAR DEFAULT '' NOT NULL, 
	roof VARCHAR DEFAULT '' NOT NULL, 
	water VARCHAR DEFAULT '' NOT NULL, 
	latrine VARCHAR DEFAULT '' NOT NULL, 
	lighting VARCHAR DEFAULT '' NOT NULL, 
	uses_internet VARCHAR(7) DEFAULT 'unknown' NOT NULL, 
	has_information_device VARCHAR(7) DEFAULT 'unknown' NOT NULL, 
	income_points INTEGER, 
	income_points_summed INTEGER, 
	income_per_person INTEGER, 
	deprivation_points INTEGER, 
	computed VARCHAR DEFAULT 'undecided' NOT NULL, 
	reference_computed VARCHAR, 
	recognised VARCHAR, 
	difference_reason VARCHAR DEFAULT '' NOT NULL, 
	main_reason VARCHAR DEFAULT '' NOT NULL, 
	registered_to_escape VARCHAR(7) DEFAULT 'unknown' NOT NULL, 
	needs_residential_land VARCHAR(7) DEFAULT 'unknown' NOT NULL, 
	needs_production_land VARCHAR(7) DEFAULT 'unknown' NOT NULL, 
	livelihood_option VARCHAR DEFAULT '' NOT NULL, 
	form_a_passed VARCHAR, 
	accepted_warnings VARCHAR DEFAULT '' NOT NULL, 
	source VARCHAR DEFAULT '' NOT NULL, 
	note VARCHAR DEFAULT '' NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_review_round_id_household_id UNIQUE (round_id, household_id), 
	CONSTRAINT uq_review_uid UNIQUE (uid), 
	CONSTRAINT fk_review_round_id FOREIGN KEY(round_id) REFERENCES review_round (id), 
	CONSTRAINT fk_review_household_id FOREIGN KEY(household_id) REFERENCES household (id)
)
;
CREATE TABLE review_answer (
	id INTEGER NOT NULL, 
	uid VARCHAR(32) NOT NULL, 
	review_id INTEGER NOT NULL, 
	indicator VARCHAR NOT NULL, 
	lacking VARCHAR(7) DEFAULT 'unknown' NOT NULL, 
	suggested VARCHAR(7) DEFAULT 'unknown' NOT NULL, 
	carried_over INTEGER DEFAULT '0' NOT NULL, 
	note VARCHAR DEFAULT '' NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_review_answer_review_id_indicator UNIQUE (review_id, indicator), 
	CONSTRAINT uq_review_answer_uid UNIQUE (uid), 
	CONSTRAINT fk_review_answer_review_id FOREIGN KEY(review_id) REFERENCES review (id) ON DELETE CASCADE
)
;
CREATE TABLE review_form_a (
	id INTEGER NOT NULL, 
	uid VARCHAR(32) NOT NULL, 
	review_id INTEGER NOT NULL, 
	item VARCHAR NOT NULL, 
	answer VARCHAR(7) DEFAULT 'unknown' NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_review_form_a_review_id_item UNIQUE (review_id, item), 
	CONSTRAINT uq_review_form_a_uid UNIQUE (uid), 
	CONSTRAINT fk_review_form_a_review_id FOREIGN KEY(review_id) REFERENCES review (id) ON DELETE CASCADE
)
;
CREATE TABLE review_group (
	id INTEGER NOT NULL, 
	uid VARCHAR(32) NOT NULL, 
	review_id INTEGER NOT NULL, 
	"group" VARCHAR NOT NULL, 
	answer VARCHAR(7) DEFAULT 'unknown' NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_review_group_review_id_group UNIQUE (review_id, "group"), 
	CONSTRAINT uq_review_group_uid UNIQUE (uid), 
	CONSTRAINT fk_review_group_review_id FOREIGN KEY(review_id) REFERENCES review (id) ON DELETE CASCADE
)
;
CREATE TABLE review_input (
	id INTEGER NOT NULL, 
	uid VARCHAR(32) NOT NULL, 
	review_id INTEGER NOT NULL, 
	question VARCHAR NOT NULL, 
	answer VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_review_input_review_id_question UNIQUE (review_id, question), 
	CONSTRAINT uq_review_input_uid UNIQUE (uid), 
	CONSTRAINT fk_review_input_review_id FOREIGN KEY(review_id) REFERENCES review (id) ON DELETE CASCADE
)
;
CREATE TABLE review_member (
	id INTEGER NOT NULL, 
	uid VARCHAR(32) NOT NULL, 
	review_id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	position INTEGER DEFAULT '0' NOT NULL, 
	relation VARCHAR DEFAULT '' NOT NULL, 
	health_insurance VARCHAR(7) DEFAULT 'unknown' NOT NULL, 
	insurance_number VARCHAR DEFAULT '' NOT NULL, 
	insured_until DATE, 
	insurance_paid_by_budget VARCHAR(7) DEFAULT 'unknown' NOT NULL, 
	studying VARCHAR(7) DEFAULT 'unknown' NOT NULL, 
	school_level VARCHAR DEFAULT '' NOT NULL, 
	education VARCHAR DEFAULT '' NOT NULL, 
	training VARCHAR DEFAULT '' NOT NULL, 
	trained VARCHAR(7) DEFAULT 'unknown' NOT NULL, 
	certificate VARCHAR(7) DEFAULT 'unknown' NOT NULL, 
	work_status VARCHAR DEFAULT '' NOT NULL, 
	work_kind VARCHAR DEFAULT '' NOT NULL, 
	contract VARCHAR DEFAULT '' NOT NULL, 
	lasting_work VARCHAR(7) DEFAULT 'unknown' NOT NULL, 
	able_to_work VARCHAR(7) DEFAULT 'unknown' NOT NULL, 
	social_allowance VARCHAR DEFAULT '' NOT NULL, 
	pension VARCHAR DEFAULT '' NOT NULL, 
	disabled VARCHAR(7) DEFAULT 'unknown' NOT NULL, 
	merit VARCHAR(7) DEFAULT 'unknown' NOT NULL, 
	height_cm FLOAT, 
	weight_kg FLOAT, 
	measured_on DATE, 
	malnourished VARCHAR(7) DEFAULT 'unknown' NOT NULL, 
	need_job VARCHAR(7) DEFAULT 'unknown' NOT NULL, 
	need_training VARCHAR(7) DEFAULT 'unknown' NOT NULL, 
	need_production VARCHAR(7) DEFAULT 'unknown' NOT NULL, 
	note VARCHAR DEFAULT '' NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_review_member_review_id_person_id UNIQUE (review_id, person_id), 
	CONSTRAINT uq_review_member_uid UNIQUE (uid), 
	CONSTRAINT fk_review_member_review_id FOREIGN KEY(review_id) REFERENCES review (id) ON DELETE CASCADE, 
	CONSTRAINT fk_review_member_person_id FOREIGN KEY(person_id) REFERENCES person (id)
)
;
CREATE TABLE review_need (
	id INTEGER NOT NULL, 
	uid VARCHAR(32) NOT NULL, 
	review_id INTEGER NOT NULL, 
	need VARCHAR NOT NULL, 
	answer VARCHAR(7) DEFAULT 'unknown' NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_review_need_review_id_need UNIQUE (review_id, need), 
	CONSTRAINT uq_review_need_uid UNIQUE (uid), 
	CONSTRAINT fk_review_need_review_id FOREIGN KEY(review_id) REFERENCES review (id) ON DELETE CASCADE
)
;
CREATE TABLE review_reason (
	id INTEGER NOT NULL, 
	uid VARCHAR(32) NOT NULL, 
	review_id INTEGER NOT NULL, 
	reason VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_review_reason_review_id_reason UNIQUE (review_id, reason), 
	CONSTRAINT uq_review_reason_uid UNIQUE (uid), 
	CONSTRAINT fk_review_reason_review_id FOREIGN KEY(review_id) REFERENCES review (id) ON DELETE CASCADE
)
;
CREATE TABLE review_reference_answer (
	id INTEGER NOT NULL, 
	uid VARCHAR(32) NOT NULL, 
	review_id INTEGER NOT NULL, 
	indicator VARCHAR NOT NULL, 
	lacking VARCHAR(7) DEFAULT 'unknown' NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_review_reference_answer_review_id_indicator UNIQUE (review_id, indicator), 
	CONSTRAINT uq_review_reference_answer_uid UNIQUE (uid), 
	CONSTRAINT fk_review_reference_answer_review_id FOREIGN KEY(review_id) REFERENCES review (id) ON DELETE CASCADE
)
;
CREATE TABLE review_request (
	id INTEGER NOT NULL, 
	uid VARCHAR(32) NOT NULL, 
	number VARCHAR DEFAULT '' NOT NULL, 
	received_on DATE NOT NULL, 
	kind VARCHAR NOT NULL, 
	applicant VARCHAR DEFAULT '' NOT NULL, 
	household_id INTEGER, 
	hamlet_id INTEGER, 
	reason VARCHAR DEFAULT '' NOT NULL, 
	due_on DATE, 
	round_id INTEGER, 
	result VARCHAR DEFAULT '' NOT NULL, 
	refusal_reason VARCHAR DEFAULT '' NOT NULL, 
	answered_on DATE, 
	note VARCHAR DEFAULT '' NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_review_request_uid UNIQUE (uid), 
	CONSTRAINT fk_review_request_household_id FOREIGN KEY(household_id) REFERENCES household (id), 
	CONSTRAINT fk_review_request_hamlet_id FOREIGN KEY(hamlet_id) REFERENCES hamlet (id), 
	CONSTRAINT fk_review_request_round_id FOREIGN KEY(round_id) REFERENCES review_round (id)
)
;
CREATE TABLE review_round (
	id INTEGER NOT NULL, 
	uid VARCHAR(32) NOT NULL, 
	year INTEGER NOT NULL, 
	kind VARCHAR NOT NULL, 
	name VARCHAR DEFAULT '' NOT NULL, 
	standard_id VARCHAR NOT NULL, 
	reference_standard_id VARCHAR DEFAULT '' NOT NULL, 
	procedure_id VARCHAR DEFAULT '' NOT NULL, 
	started_on DATE, 
	ended_on DATE, 
	state VARCHAR DEFAULT 'listing' NOT NULL, 
	note VARCHAR DEFAULT '' NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_review_round_uid UNIQUE (uid)
)
;
CREATE TABLE round_outcome (
	id INTEGER NOT NULL, 
	uid VARCHAR(32) NOT NULL, 
	round_id INTEGER NOT NULL, 
	household_id INTEGER NOT NULL, 
	hamlet_id INTEGER NOT NULL, 
	hamlet VARCHAR DEFAULT '' NOT NULL, 
	code VARCHAR DEFAULT '' NOT NULL, 
	head_name VARCHAR DEFAULT '' NOT NULL, 
	opening VARCHAR, 
	closing VARCHAR, 
	opening_size INTEGER DEFAULT '0' NOT NULL, 
	closing_size INTEGER DEFAULT '0' NOT NULL, 
	movement VARCHAR NOT NULL, 
	arrival VARCHAR, 
	why VARCHAR DEFAULT '' NOT NULL, 
	computed VARCHAR, 
	income_points INTEGER, 
	deprivation_points INTEGER, 
	members VARCHAR DEFAULT '' NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_round_outcome_round_id_household_id_hamlet_id UNIQUE (round_id, household_id, hamlet_id), 
	CONSTRAINT uq_round_outcome_uid UNIQUE (uid), 
	CONSTRAINT fk_round_outcome_round_id FOREIGN KEY(round_id) REFERENCES review_round (id) ON DELETE CASCADE, 
	CONSTRAINT fk_round_outcome_household_id FOREIGN KEY(household_id) REFERENCES household (id), 
	CONSTRAINT fk_round_outcome_hamlet_id FOREIGN KEY(hamlet_id) REFERENCES hamlet (id)
)
;
CREATE TABLE round_step (
	id INTEGER NOT NULL, 
	uid VARCHAR(32) NOT NULL, 
	round_id INTEGER NOT NULL, 
	step VARCHAR NOT NULL, 
	due_on DATE, 
	done_on DATE, 
	not_applicable INTEGER DEFAULT '0' NOT NULL, 
	note VARCHAR DEFAULT '' NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_round_step_round_id_step UNIQUE (round_id, step), 
	CONSTRAINT uq_round_step_uid UNIQUE (uid), 
	CONSTRAINT fk_round_step_round_id FOREIGN KEY(round_id) REFERENCES review_round (id) ON DELETE CASCADE
)
;
CREATE TABLE rule_override (
	id INTEGER NOT NULL, 
	uid VARCHAR(32) NOT NULL, 
	kind VARCHAR NOT NULL, 
	code VARCHAR NOT NULL, 
	payload VARCHAR NOT NULL, 
	origin VARCHAR DEFAULT 'officer' NOT NULL, 
	changed_at VARCHAR NOT NULL, 
	officer_id INTEGER, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_rule_override_kind_code UNIQUE (kind, code), 
	CONSTRAINT uq_rule_override_uid UNIQUE (uid), 
	CONSTRAINT fk_rule_override_officer_id FOREIGN KEY(officer_id) REFERENCES officer (id)
)
;
CREATE TABLE rule_pack (
	id INTEGER NOT NULL, 
	uid VARCHAR(32) NOT NULL, 
	name VARCHAR NOT NULL, 
	number VARCHAR DEFAULT '' NOT NULL, 
	author VARCHAR DEFAULT '' NOT NULL, 
	legal_basis VARCHAR DEFAULT '' NOT NULL, 
	made_on DATE, 
	sha256 VARCHAR DEFAULT '' NOT NULL, 
	taken_at VARCHAR NOT NULL, 
	officer_id INTEGER, 
	contents VARCHAR NOT NULL, 
	removed_at VARCHAR, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_rule_pack_uid UNIQUE (uid), 
	CONSTRAINT fk_rule_pack_officer_id FOREIGN KEY(officer_id) REFERENCES officer (id)
)
;
CREATE TABLE setting (
	id INTEGER NOT NULL, 
	uid VARCHAR(32) NOT NULL, 
	"key" VARCHAR NOT NULL, 
	value VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_setting_uid UNIQUE (uid), 
	CONSTRAINT uq_setting_key UNIQUE ("key")
)
;
CREATE TABLE signer (
	id INTEGER NOT NULL, 
	uid VARCHAR(32) NOT NULL, 
	full_name VARCHAR NOT NULL, 
	post VARCHAR NOT NULL, 
	acting_for VARCHAR DEFAULT '' NOT NULL, 
	valid_from DATE, 
	valid_to DATE, 
	is_default INTEGER DEFAULT '0' NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_signer_uid UNIQUE (uid)
)
;
CREATE TABLE support_event (
	id INTEGER NOT NULL, 
	uid VARCHAR(32) NOT NULL, 
	kind VARCHAR NOT NULL, 
	subject VARCHAR NOT NULL, 
	household_id INTEGER, 
	person_id INTEGER, 
	cadre_id INTEGER, 
	hamlet_id INTEGER, 
	attendee_id INTEGER, 
	project_id INTEGER, 
	policy VARCHAR DEFAULT '' NOT NULL, 
	happened_on DATE NOT NULL, 
	approved_on DATE, 
	finished_on DATE, 
	state VARCHAR DEFAULT 'finished' NOT NULL, 
	amount INTEGER, 
	source VARCHAR DEFAULT '' NOT NULL, 
	counterpart INTEGER, 
	quantity FLOAT, 
	unit VARCHAR DEFAULT '' NOT NULL, 
	result VARCHAR DEFAULT '' NOT NULL, 
	evidence_number VARCHAR DEFAULT '' NOT NULL, 
	place VARCHAR DEFAULT '' NOT NULL, 
	follow_up VARCHAR DEFAULT '' NOT NULL, 
	follow_up_done_on DATE, 
	note VARCHAR DEFAULT '' NOT NULL, 
	deleted_at VARCHAR, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_support_event_uid UNIQUE (uid), 
	CONSTRAINT fk_support_event_household_id FOREIGN KEY(household_id) REFERENCES household (id), 
	CONSTRAINT fk_support_event_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT fk_support_event_cadre_id FOREIGN KEY(cadre_id) REFERENCES cadre (id), 
	CONSTRAINT fk_support_event_hamlet_id FOREIGN KEY(hamlet_id) REFERENCES hamlet (id), 
	CONSTRAINT fk_support_event_attendee_id FOREIGN KEY(attendee_id) REFERENCES person (id), 
	CONSTRAINT fk_support_event_project_id FOREIGN KEY(project_id) REFERENCES project (id)
)
;
CREATE TABLE support_proposal (
	id INTEGER NOT NULL, 
	uid VARCHAR(32) NOT NULL, 
	year INTEGER NOT NULL, 
	name VARCHAR DEFAULT '' NOT NULL, 
	state VARCHAR DEFAULT 'draft' NOT NULL, 
	accepted_on DATE, 
	note VARCHAR DEFAULT '' NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_support_proposal_uid UNIQUE (uid)
)
;
CREATE TABLE support_proposal_line (
	id INTEGER NOT NULL, 
	uid VARCHAR(32) NOT NULL, 
	proposal_id INTEGER NOT NULL, 
	position INTEGER DEFAULT '0' NOT NULL, 
	kind VARCHAR DEFAULT '' NOT NULL, 
	subject VARCHAR DEFAULT 'household' NOT NULL, 
	project_id INTEGER, 
	capital VARCHAR DEFAULT '' NOT NULL, 
	source VARCHAR DEFAULT '' NOT NULL, 
	unit_cost INTEGER, 
	amount INTEGER, 
	planned_on DATE, 
	note VARCHAR DEFAULT '' NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_support_proposal_line_uid UNIQUE (uid), 
	CONSTRAINT fk_support_proposal_line_proposal_id FOREIGN KEY(proposal_id) REFERENCES support_proposal (id) ON DELETE CASCADE, 
	CONSTRAINT fk_support_proposal_line_project_id FOREIGN KEY(project_id) REFERENCES project (id)
)
;
CREATE TABLE support_proposal_subject (
	id INTEGER NOT NULL, 
	uid VARCHAR(32) NOT NULL, 
	line_id INTEGER NOT NULL, 
	household_id INTEGER, 
	person_id INTEGER, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_support_proposal_subject_uid UNIQUE (uid), 
	CONSTRAINT fk_support_proposal_subject_line_id FOREIGN KEY(line_id) REFERENCES support_proposal_line (id) ON DELETE CASCADE, 
	CONSTRAINT fk_support_proposal_subject_household_id FOREIGN KEY(household_id) REFERENCES household (id), 
	CONSTRAINT fk_support_proposal_subject_person_id FOREIGN KEY(person_id) REFERENCES person (id)
)
;
CREATE TABLE target (
	id INTEGER NOT NULL, 
	uid VARCHAR(32) NOT NULL, 
	indicator_id INTEGER NOT NULL, 
	year INTEGER NOT NULL, 
	hamlet_id INTEGER, 
	population_group VARCHAR DEFAULT '' NOT NULL, 
	operator VARCHAR DEFAULT '' NOT NULL, 
	value FLOAT, 
	baseline FLOAT, 
	baseline_stated INTEGER DEFAULT '0' NOT NULL, 
	wording VARCHAR DEFAULT '' NOT NULL, 
	readings VARCHAR DEFAULT '' NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_target_uid UNIQUE (uid), 
	CONSTRAINT fk_target_indicator_id FOREIGN KEY(indicator_id) REFERENCES indicator_definition (id), 
	CONSTRAINT fk_target_hamlet_id FOREIGN KEY(hamlet_id) REFERENCES hamlet (id)
)
;
CREATE TABLE task_report (
	id INTEGER NOT NULL, 
	uid VARCHAR(32) NOT NULL, 
	year INTEGER NOT NULL, 
	title VARCHAR DEFAULT '' NOT NULL, 
	kind VARCHAR DEFAULT 'report' NOT NULL, 
	owner VARCHAR DEFAULT '' NOT NULL, 
	body_id INTEGER, 
	plan_reference VARCHAR DEFAULT '' NOT NULL, 
	due_on DATE, 
	received_on DATE, 
	note VARCHAR DEFAULT '' NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_task_report_uid UNIQUE (uid), 
	CONSTRAINT fk_task_report_body_id FOREIGN KEY(body_id) REFERENCES body (id)
)
;
CREATE TABLE todo_snooze (
	id INTEGER NOT NULL, 
	uid VARCHAR(32) NOT NULL, 
	rule VARCHAR NOT NULL, 
	object_uid VARCHAR DEFAULT '' NOT NULL, 
	until DATE NOT NULL, 
	reason VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_todo_snooze_rule_object_uid UNIQUE (rule, object_uid), 
	CONSTRAINT uq_todo_snooze_uid UNIQUE (uid)
)
;
CREATE INDEX ix_assignment_cadre_id ON assignment (cadre_id)
;
CREATE INDEX ix_assignment_household_id ON assignment (household_id)
;
CREATE INDEX ix_attachment_object_uid ON attachment (object_uid)
;
CREATE INDEX ix_average_living_household_household_id ON average_living_household (household_id)
;
CREATE INDEX ix_backup_log_stick_id ON backup_log (stick_id)
;
CREATE INDEX ix_budget_line_project_id ON budget_line (project_id)
;
CREATE INDEX ix_budget_line_year ON budget_line (year)
;
CREATE INDEX ix_cadre_body_id ON cadre (body_id)
;
CREATE INDEX ix_certificate_household_id ON certificate (household_id)
;
CREATE INDEX ix_certificate_year_certificate_id ON certificate_year (certificate_id)
;
CREATE INDEX ix_class_history_counted ON class_history (household_id, counted_from)
;
CREATE INDEX ix_class_history_decision_id ON class_history (decision_id)
;
CREATE INDEX ix_class_history_entitled ON class_history (household_id, entitled_from)
;
CREATE INDEX ix_class_history_household_id ON class_history (household_id)
;
CREATE INDEX ix_class_history_round_id ON class_history (round_id)
;
CREATE INDEX ix_closed_year_officer_id ON closed_year (officer_id)
;
CREATE INDEX ix_closed_year_year ON closed_year (year)
;
CREATE INDEX ix_communication_session_hamlet_id ON communication_session (hamlet_id)
;
CREATE INDEX ix_complaint_household_id ON complaint (household_id)
;
CREATE INDEX ix_complaint_posting_id ON complaint (posting_id)
;
CREATE INDEX ix_decision_issued_paper_id ON decision (issued_paper_id)
;
CREATE INDEX ix_decision_round_id ON decision (round_id)
;
CREATE INDEX ix_disbursement_budget_line_id ON disbursement (budget_line_id)
;
CREATE INDEX ix_draft_officer_id ON draft (officer_id)
;
CREATE INDEX ix_exit_registration_household_id ON exit_registration (household_id)
;
CREATE INDEX ix_exit_registration_year ON exit_registration (year)
;
CREATE INDEX ix_frozen_figure_indicator_id ON frozen_figure (indicator_id)
;
CREATE INDEX ix_frozen_figure_period_id ON frozen_figure (period_id)
;
CREATE INDEX ix_hamlet_assignment_cadre_id ON hamlet_assignment (cadre_id)
;
CREATE INDEX ix_hamlet_assignment_hamlet_id ON hamlet_assignment (hamlet_id)
;
CREATE INDEX ix_hamlet_predecessor_id ON hamlet (predecessor_id)
;
CREATE INDEX ix_hamlet_total_hamlet_id ON hamlet_total (hamlet_id)
;
CREATE INDEX ix_history_object_uid ON history (object_uid)
;
CREATE INDEX ix_household_event_happened_on ON household_event (happened_on)
;
CREATE INDEX ix_household_event_household_id ON household_event (household_id)
;
CREATE INDEX ix_household_event_other_household_id ON household_event (other_household_id)
;
CREATE INDEX ix_household_event_person_id ON household_event (person_id)
;
CREATE INDEX ix_household_hamlet_id ON household (hamlet_id)
;
CREATE INDEX ix_household_name_sort_key ON household (name_sort_key)
;
CREATE INDEX ix_import_row_batch_id ON import_row (batch_id)
;
CREATE INDEX ix_inspection_finding_inspection_id ON inspection_finding (inspection_id)
;
CREATE INDEX ix_inspection_hamlet_id ON inspection (hamlet_id)
;
CREATE INDEX ix_insurance_change_month ON insurance_change (month)
;
CREATE INDEX ix_insurance_change_person_id ON insurance_change (person_id)
;
CREATE INDEX ix_issued_paper_household_id ON issued_paper (household_id)
;
CREATE INDEX ix_issued_paper_period_id ON issued_paper (period_id)
;
CREATE INDEX ix_issued_paper_person_id ON issued_paper (person_id)
;
CREATE INDEX ix_issued_paper_plan_id ON issued_paper (plan_id)
;
CREATE INDEX ix_issued_paper_previous_version_id ON issued_paper (previous_version_id)
;
CREATE INDEX ix_issued_paper_year ON issued_paper (year)
;
CREATE INDEX ix_land_option_household_id ON land_option (household_id)
;
CREATE INDEX ix_land_option_year ON land_option (year)
;
CREATE INDEX ix_livelihood_contribution_member_id ON livelihood_contribution (member_id)
;
CREATE INDEX ix_livelihood_member_household_id ON livelihood_member (household_id)
;
CREATE INDEX ix_livelihood_member_model_id ON livelihood_member (model_id)
;
CREATE INDEX ix_livelihood_model_hamlet_id ON livelihood_model (hamlet_id)
;
CREATE INDEX ix_livelihood_model_project_id ON livelihood_model (project_id)
;
CREATE INDEX ix_loan_household_id ON loan (household_id)
;
CREATE INDEX ix_loan_support_event_id ON loan (support_event_id)
;
CREATE INDEX ix_low_income_worker_person_id ON low_income_worker (person_id)
;
CREATE INDEX ix_measurement_indicator_id ON measurement (indicator_id)
;
CREATE INDEX ix_meeting_hamlet_id ON meeting (hamlet_id)
;
CREATE INDEX ix_meeting_round_id ON meeting (round_id)
;
CREATE INDEX ix_meeting_vote_household_id ON meeting_vote (household_id)
;
CREATE INDEX ix_meeting_vote_meeting_id ON meeting_vote (meeting_id)
;
CREATE INDEX ix_membership_household_id ON membership (household_id)
;
CREATE INDEX ix_membership_person_id ON membership (person_id)
;
CREATE INDEX ix_membership_present ON membership (household_id, valid_to)
;
CREATE INDEX ix_organisation_help_household_id ON organisation_help (household_id)
;
CREATE INDEX ix_organisation_help_organisation ON organisation_help (organisation)
;
CREATE INDEX ix_organisation_membership_person_id ON organisation_membership (person_id)
;
CREATE INDEX ix_payment_line_household_id ON payment_line (household_id)
;
CREATE INDEX ix_payment_line_list_id ON payment_line (list_id)
;
CREATE INDEX ix_payment_line_person_id ON payment_line (person_id)
;
CREATE INDEX ix_person_id_number ON person (id_number)
;
CREATE INDEX ix_person_search_key ON person (search_key)
;
CREATE INDEX ix_plan_basis_incoming_paper_id ON plan_basis (incoming_paper_id)
;
CREATE INDEX ix_plan_basis_plan_id ON plan_basis (plan_id)
;
CREATE INDEX ix_plan_link_plan_id ON plan_link (plan_id)
;
CREATE INDEX ix_plan_previous_version_id ON "plan" (previous_version_id)
;
CREATE INDEX ix_plan_recipient_plan_id ON plan_recipient (plan_id)
;
CREATE INDEX ix_plan_role_body_id ON plan_role (body_id)
;
CREATE INDEX ix_plan_role_lead_role_id ON plan_role_lead (role_id)
;
CREATE INDEX ix_plan_role_plan_id ON plan_role (plan_id)
;
CREATE INDEX ix_plan_section_indicator_id ON plan_section (indicator_id)
;
CREATE INDEX ix_plan_section_parent_id ON plan_section (parent_id)
;
CREATE INDEX ix_plan_section_plan_id ON plan_section (plan_id)
;
CREATE INDEX ix_plan_signer_id ON "plan" (signer_id)
;
CREATE INDEX ix_plan_year ON "plan" (year)
;
CREATE INDEX ix_posting_hamlet_id ON posting (hamlet_id)
;
CREATE INDEX ix_posting_round_id ON posting (round_id)
;
CREATE INDEX ix_project_body_body_id ON project_body (body_id)
;
CREATE INDEX ix_project_body_project_id ON project_body (project_id)
;
CREATE INDEX ix_reporting_period_officer_id ON reporting_period (officer_id)
;
CREATE INDEX ix_review_answer_review_id ON review_answer (review_id)
;
CREATE INDEX ix_review_form_a_review_id ON review_form_a (review_id)
;
CREATE INDEX ix_review_group_review_id ON review_group (review_id)
;
CREATE INDEX ix_review_household_id ON review (household_id)
;
CREATE INDEX ix_review_input_review_id ON review_input (review_id)
;
CREATE INDEX ix_review_member_person_id ON review_member (person_id)
;
CREATE INDEX ix_review_member_review_id ON review_member (review_id)
;
CREATE INDEX ix_review_need_review_id ON review_need (review_id)
;
CREATE INDEX ix_review_reason_review_id ON review_reason (review_id)
;
CREATE INDEX ix_review_reference_answer_review_id ON review_reference_answer (review_id)
;
CREATE INDEX ix_review_request_hamlet_id ON review_request (hamlet_id)
;
CREATE INDEX ix_review_request_household_id ON review_request (household_id)
;
CREATE INDEX ix_review_request_round_id ON review_request (round_id)
;
CREATE INDEX ix_review_reviewed_on ON review (reviewed_on)
;
CREATE INDEX ix_review_round_id ON review (round_id)
;
CREATE INDEX ix_review_round_year ON review_round (year)
;
CREATE INDEX ix_round_outcome_hamlet_id ON round_outcome (hamlet_id)
;
CREATE INDEX ix_round_outcome_household_id ON round_outcome (household_id)
;
CREATE INDEX ix_round_outcome_round_id ON round_outcome (round_id)
;
CREATE INDEX ix_round_step_round_id ON round_step (round_id)
;
CREATE INDEX ix_rule_override_officer_id ON rule_override (officer_id)
;
CREATE INDEX ix_rule_pack_officer_id ON rule_pack (officer_id)
;
CREATE INDEX ix_support_event_attendee_id ON support_event (attendee_id)
;
CREATE INDEX ix_support_event_cadre_id ON support_event (cadre_id)
;
CREATE INDEX ix_support_event_hamlet_id ON support_event (hamlet_id)
;
CREATE INDEX ix_support_event_happened_on ON support_event (happened_on)
;
CREATE INDEX ix_support_event_household_id ON support_event (household_id)
;
CREATE INDEX ix_support_event_kind ON support_event (kind)
;
CREATE INDEX ix_support_event_person_id ON support_event (person_id)
;
CREATE INDEX ix_support_event_project_id ON support_event (project_id)
;
CREATE INDEX ix_support_proposal_line_project_id ON support_proposal_line (project_id)
;
CREATE INDEX ix_support_proposal_line_proposal_id ON support_proposal_line (proposal_id)
;
CREATE INDEX ix_support_proposal_subject_household_id ON support_proposal_subject (household_id)
;
CREATE INDEX ix_support_proposal_subject_line_id ON support_proposal_subject (line_id)
;
CREATE INDEX ix_support_proposal_subject_person_id ON support_proposal_subject (person_id)
;
CREATE INDEX ix_support_proposal_year ON support_proposal (year)
;
CREATE INDEX ix_target_hamlet_id ON target (hamlet_id)
;
CREATE INDEX ix_target_indicator_id ON target (indicator_id)
;
CREATE INDEX ix_target_year ON target (year)
;
CREATE INDEX ix_task_report_body_id ON task_report (body_id)
;
CREATE TRIGGER history_has_no_gaps BEFORE INSERT ON history
WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM history)
BEGIN SELECT RAISE(ABORT, 'history has no gaps'); END
;
CREATE TRIGGER history_keeps_rows BEFORE DELETE ON history
BEGIN SELECT RAISE(ABORT, 'history only grows'); END
;
CREATE TRIGGER history_only_grows BEFORE UPDATE ON history
WHEN NOT (NEW.payload IS NULL AND NEW.salt IS NULL AND NEW.purpose = '' AND NEW.seq IS OLD.seq
  AND NEW.action = '(nội dung đã xóa)' AND NEW.hash IS OLD.hash
  AND NEW.payload_hash IS OLD.payload_hash AND NEW.prev_hash IS OLD.prev_hash
  AND NEW.at_utc IS OLD.at_utc AND NEW.at_local IS OLD.at_local AND NEW.officer_id IS OLD.officer_id
  AND NEW.object_type IS OLD.object_type AND NEW.object_uid IS OLD.object_uid)
BEGIN SELECT RAISE(ABORT, 'history only grows'); END
;
