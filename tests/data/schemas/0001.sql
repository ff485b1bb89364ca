BEGIN TRANSACTION;
CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY);
INSERT INTO "alembic_version" VALUES('0001');
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
);
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
);
INSERT INTO "attachment" VALUES(1,'10bd442796644794938c577bf2acfdf4','plan','45dc0b9851834130af9f664470e4a20d','bản ký.pdf','',5,NULL,'0000000000000000000000000000000000000000000000000000000000000000',X'255044462D00','2024-12-31T08:00:00+00:00',NULL,'');
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
);
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
);
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
);
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
);
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
);
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
);
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
);
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
);
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
);
INSERT INTO "class_history" VALUES(1,'ee926de71bd94b0299ff7fde7d1990f8',1,'poor','2022-12-31','2023-01-01',NULL,NULL,'','');
INSERT INTO "class_history" VALUES(2,'ae68b80d9f6d4eb8a6b5378b054e490a',1,'near_poor','2023-12-31','2024-01-01',NULL,NULL,'','');
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
);
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
);
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
	hard_to_reach INTEGER DEFAULT '0' NOT NULL, 
	note VARCHAR DEFAULT '' NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_commune_identity_uid UNIQUE (uid)
);
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
);
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
);
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
);
INSERT INTO "decision" VALUES(1,'33b66ee926e7486baeb83e1ae3361d97',1,'1/2022','2022-12-12','',NULL);
INSERT INTO "decision" VALUES(2,'e8a5036d2e964182b4c23588c621a6a8',2,'1/2023','2023-12-12','',NULL);
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
);
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
);
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
);
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
);
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
);
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
);
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
);
INSERT INTO "hamlet" VALUES(1,'e3cf10ce094a4b7a89a078b95ecea5d0','','thôn','Trà Xanh',0,NULL,NULL,NULL,'','','','');
INSERT INTO "hamlet" VALUES(2,'4d42a551dce9420db1b7fa087e0086ff','','thôn','Trà Hoa',1,NULL,NULL,NULL,'','','','');
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
);
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
);
INSERT INTO "hamlet_total" VALUES(1,'dbb9224d7db94477870e7fbf2fec3328',1,2021,100,NULL,90,NULL,'');
INSERT INTO "hamlet_total" VALUES(2,'90ff264989314b34bef0d70ff1c728cb',1,2022,100,NULL,90,NULL,'');
INSERT INTO "hamlet_total" VALUES(3,'45a374ed31224269b5f6a5a2b0dcffee',1,2023,100,NULL,90,NULL,'');
INSERT INTO "hamlet_total" VALUES(4,'365a1c13d54a40bf925cb32152b68d47',1,2024,100,NULL,90,NULL,'');
INSERT INTO "hamlet_total" VALUES(5,'ba39ee9af9af4cebbfbbb3f38250ce4d',2,2021,100,NULL,90,NULL,'');
INSERT INTO "hamlet_total" VALUES(6,'9907cff6616d4ee28dba5de59ef1a106',2,2022,100,NULL,90,NULL,'');
INSERT INTO "hamlet_total" VALUES(7,'7827b7285db3496590583087cd1ee55b',2,2023,100,NULL,90,NULL,'');
INSERT INTO "hamlet_total" VALUES(8,'301ec7b264b942d2939851e6b4ae6127',2,2024,100,NULL,90,NULL,'');
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
);
INSERT INTO "history" VALUES(1,'2024-12-31T08:00:00.000+00:00','2024-12-31T08:00:00+00:00',0,1,'Tạo dữ liệu mới','','','',NULL,'[{"after":{"full_name":"Cán bộ Văn hóa - Xã hội","uid":"31413ea9574e472f80913bedfc3e574d"},"before":null,"id":1,"table":"officer","uid":"31413ea9574e472f80913bedfc3e574d"},{"after":{"key":"database_uuid","uid":"b3304ad26cba47549e294f2028825df5","value":"\"82d11d5a2e7f47d99c35b395bee91e15\""},"before":null,"id":1,"table":"setting","uid":"b3304ad26cba47549e294f2028825df5"},{"after":{"key":"backup_sequence","uid":"23969e8b8f0c40118be5e99f1d6d2176","value":"0"},"before":null,"id":2,"table":"setting","uid":"23969e8b8f0c40118be5e99f1d6d2176"},{"after":{"key":"is_sample","uid":"69b8584f96b1441bb9e10743f96f8691","value":"false"},"before":null,"id":3,"table":"setting","uid":"69b8584f96b1441bb9e10743f96f8691"},{"after":{"code":"DA1","name":"Hỗ trợ đầu tư phát triển hạ tầng kinh tế - xã hội các huyện nghèo, các xã đặc biệt khó khăn vùng bãi ngang, ven biển và hải đảo","parent_code":"","position":1,"programme":"2021-2025","short_name":"Dự án 1","uid":"493bcf0ce0c3451aa2a13433970354a3","valid_from":"2021-01-01","valid_to":"2025-12-31"},"before":null,"id":1,"table":"project","uid":"493bcf0ce0c3451aa2a13433970354a3"},{"after":{"code":"DA2","name":"Đa dạng hóa sinh kế, phát triển mô hình giảm nghèo","parent_code":"","position":2,"programme":"2021-2025","short_name":"Dự án 2","uid":"9b498187b83f4154bdf859ae86b80c27","valid_from":"2021-01-01","valid_to":"2025-12-31"},"before":null,"id":2,"table":"project","uid":"9b498187b83f4154bdf859ae86b80c27"},{"after":{"code":"DA3","name":"Hỗ trợ phát triển sản xuất, cải thiện dinh dưỡng","parent_code":"","position":3,"programme":"2021-2025","short_name":"Dự án 3","uid":"c8e7530d5426402f9c9eedbf803af238","valid_from":"2021-01-01","valid_to":"2025-12-31"},"before":null,"id":3,"table":"project","uid":"c8e7530d5426402f9c9eedbf803af238"},{"after":{"code":"DA3.1","name":"Hỗ trợ phát triển sản xuất trong lĩnh vực nông nghiệp","parent_code":"DA3","position":4,"programme":"2021-2025","short_name":"Tiểu dự án 1 - Dự án 3","uid":"dab4fa6b45554320961bab549de0f38b","valid_from":"2021-01-01","valid_to":"2025-12-31"},"before":null,"id":4,"table":"project","uid":"dab4fa6b45554320961bab549de0f38b"},{"after":{"code":"DA3.2","name":"Cải thiện dinh dưỡng","parent_code":"DA3","position":5,"programme":"2021-2025","short_name":"Tiểu dự án 2 - Dự án 3","uid":"158da3ee8fe241309a858046678dfe56","valid_from":"2021-01-01","valid_to":"2025-12-31"},"before":null,"id":5,"table":"project","uid":"158da3ee8fe241309a858046678dfe56"},{"after":{"code":"DA4","name":"Phát triển giáo dục nghề nghiệp, việc làm bền vững","parent_code":"","position":6,"programme":"2021-2025","short_name":"Dự án 4","uid":"4e69150051d44f909e92c66f1faa726f","valid_from":"2021-01-01","valid_to":"2025-12-31"},"before":null,"id":6,"table":"project","uid":"4e69150051d44f909e92c66f1faa726f"},{"after":{"code":"DA4.1","name":"Phát triển giáo dục nghề nghiệp","parent_code":"DA4","position":7,"programme":"2021-2025","short_name":"Tiểu dự án 1 - Dự án 4","uid":"63d16eb8799841628099621b3ff3e216","valid_from":"2021-01-01","valid_to":"2025-12-31"},"before":null,"id":7,"table":"project","uid":"63d16eb8799841628099621b3ff3e216"},{"after":{"code":"DA4.2","name":"Hỗ trợ người lao động đi làm việc ở nước ngoài theo hợp đồng","parent_code":"DA4","position":8,"programme":"2021-2025","short_name":"Tiểu dự án 2 - Dự án 4","uid":"3f7ff5e96ad547d9b9c70f8f09b69b1e","valid_from":"2021-01-01","valid_to":"2025-12-31"},"before":null,"id":8,"table":"project","uid":"3f7ff5e96ad547d9b9c70f8f09b69b1e"},{"after":{"code":"DA4.3","name":"Hỗ trợ việc làm bền vững","parent_code":"DA4","position":9,"programme":"2021-2025","short_name":"Tiểu dự án 3 - Dự án 4","uid":"f1b9610ca753443ead635323240146bd","valid_from":"2021-01-01","valid_to":"2025-12-31"},"before":null,"id":9,"table":"project","uid":"f1b9610ca753443ead635323240146bd"},{"after":{"code":"DA5","name":"Hỗ trợ nhà ở cho hộ nghèo, hộ cận nghèo trên địa bàn các huyện nghèo","parent_code":"","position":10,"programme":"2021-2025","short_name":"Dự án 5","uid":"0a583802d65e42fb9eec9dd7e41e863b","valid_from":"2021-01-01","valid_to":"2025-12-31"},"before":null,"id":10,"table":"project","uid":"0a583802d65e42fb9eec9dd7e41e863b"},{"after":{"code":"DA6","name":"Truyền thông và giảm nghèo về thông tin","parent_code":"","position":11,"programme":"2021-2025","short_name":"Dự án 6","uid":"717241ba4b1b416ca31e25ed4594ace5","valid_from":"2021-01-01","valid_to":"2025-12-31"},"before":null,"id":11,"table":"project","uid":"717241ba4b1b416ca31e25ed4594ace5"},{"after":{"code":"DA6.1","name":"Giảm nghèo về thông tin","parent_code":"DA6","position":12,"programme":"2021-2025","short_name":"Tiểu dự án 1 - Dự án 6","uid":"7debf28e26474cb9b532d9bbca774383","valid_from":"2021-01-01","valid_to":"2025-12-31"},"before":null,"id":12,"table":"project","uid":"7debf28e26474cb9b532d9bbca774383"},{"after":{"code":"DA6.2","name":"Truyền thông về giảm nghèo đa chiều","parent_code":"DA6","position":13,"programme":"2021-2025","short_name":"Tiểu dự án 2 - Dự án 6","uid":"873224393a4d460da1a9c1d26080211d","valid_from":"2021-01-01","valid_to":"2025-12-31"},"before":null,"id":13,"table":"project","uid":"873224393a4d460da1a9c1d26080211d"},{"after":{"code":"DA7","name":"Nâng cao năng lực và giám sát, đánh giá Chương trình","parent_code":"","position":14,"programme":"2021-2025","short_name":"Dự án 7","uid":"e7d28f74f2a74d84a50dd7e50fda6775","valid_from":"2021-01-01","valid_to":"2025-12-31"},"before":null,"id":14,"table":"project","uid":"e7d28f74f2a74d84a50dd7e50fda6775"},{"after":{"code":"DA7.1","name":"Nâng cao năng lực thực hiện Chương trình","parent_code":"DA7","position":15,"programme":"2021-2025","short_name":"Tiểu dự án 1 - Dự án 7","uid":"6460be08b639491bba0a09861d719478","valid_from":"2021-01-01","valid_to":"2025-12-31"},"before":null,"id":15,"table":"project","uid":"6460be08b639491bba0a09861d719478"},{"after":{"code":"DA7.2","name":"Giám sát, đánh giá","parent_code":"DA7","position":16,"programme":"2021-2025","short_name":"Tiểu dự án 2 - Dự án 7","uid":"71e8b79ca12d43bc8eee9f22e276130c","valid_from":"2021-01-01","valid_to":"2025-12-31"},"before":null,"id":16,"table":"project","uid":"71e8b79ca12d43bc8eee9f22e276130c"},{"after":{"code":"IND-01","decimals":2,"direction":"from_to","group":"Giảm nghèo chung","kind":"rate","letter":"a","measure":"poor_rate","name":"Tỷ lệ hộ nghèo toàn xã theo chuẩn nghèo đa chiều giai đoạn 2022-2025","origin":"2024-reference","plan_reference":"Mục II.2, điểm a, vế 1","position":1,"projects":"DA2,DA3.1,DA4","roles":"R1","short_name":"Tỷ lệ hộ nghèo","uid":"c0c5bcfd0af84449ac02522e8be65320","unit":"%","valid_from":"2021-01-01"},"before":null,"id":1,"table":"indicator_definition","uid":"c0c5bcfd0af84449ac02522e8be65320"},{"after":{"code":"IND-02","decimals":2,"direction":"less_than","group":"Giảm nghèo chung","kind":"rate","letter":"a","measure":"multidimensional_rate","name":"Tỷ lệ hộ nghèo đa chiều","origin":"2024-reference","plan_reference":"Mục II.2, điểm a, vế 2","position":2,"projects":"","roles":"R1","short_name":"Tỷ lệ hộ nghèo đa chiều","uid":"d3aa059087b44cf19c3bb43c0645af36","unit":"%","valid_from":"2021-01-01"},"before":null,"id":2,"table":"indicator_definition","uid":"d3aa059087b44cf19c3bb43c0645af36"},{"after":{"code":"IND-03","decimals":0,"direction":"decrease_by_at_least","group":"Giảm nghèo chung","kind":"change_count","letter":"b","measure":"near_poor_cut","name":"Số hộ cận nghèo giảm trong năm","origin":"2024-reference","plan_reference":"Mục II.2, điểm b","position":3,"projects":"","roles":"R1","short_name":"Hộ cận nghèo giảm trong năm","uid":"a55330924296410894776557eda67a52","unit":"hộ","valid_from":"2021-01-01"},"before":null,"id":3,"table":"indicator_definition","uid":"a55330924296410894776557eda67a52"},{"after":{"code":"IND-04","decimals":0,"direction":"decrease_by_more_than","group":"Giảm nghèo chung","kind":"change_rate","letter":"c","measure":"minority_rate_cut","name":"Mức giảm tỷ lệ hộ nghèo dân tộc thiểu số","origin":"2024-reference","plan_reference":"Mục II.2, điểm c","position":4,"projects":"","roles":"R1","short_name":"Giảm tỷ lệ hộ nghèo DTTS","uid":"bdf2bc9338484e1482226052a830bda3","unit":"điểm %","valid_from":"2021-01-01"},"before":null,"id":4,"table":"indicator_definition","uid":"bdf2bc9338484e1482226052a830bda3"},{"after":{"code":"IND-05","decimals":0,"direction":"at_least","group":"Giảm nghèo chung","kind":"count","letter":"d","measure":"livelihood_households","name":"Số hộ nghèo được hỗ trợ cải thiện sinh kế, nâng cao chất lượng cuộc sống","origin":"2024-reference","plan_reference":"Mục II.2, điểm d, vế 1","position":5,"projects":"DA2,DA3.1","roles":"R1,R4","short_name":"Hộ nghèo được hỗ trợ sinh kế","uid":"86ffe3e2c45d4512a4a93f8ba4b10f8a","unit":"hộ","valid_from":"2021-01-01"},"before":null,"id":5,"table":"indicator_definition","uid":"86ffe3e2c45d4512a4a93f8ba4b10f8a"},{"after":{"code":"IND-06","decimals":0,"direction":"increase","group":"Giảm nghèo chung","kind":"change_value","letter":"d","measure":"typed","name":"Thu nhập bình quân đầu người của hộ nghèo tăng lên","origin":"2024-reference","plan_reference":"Mục II.2, điểm d, vế 2","position":6,"projects":"DA2","roles":"R1","short_name":"Thu nhập bình quân hộ nghèo","uid":"e296707e3ab6435f95a4c80764c2a887","unit":"đồng/người/tháng","valid_from":"2021-01-01"},"before":null,"id":6,"table":"indicator_definition","uid":"e296707e3ab6435f95a4c80764c2a887"},{"after":{"code":"IND-07","decimals":0,"direction":"at_least","group":"Giảm nghèo chung","kind":"rate","letter":"đ","measure":"production_support","name":"Tỷ lệ người có khả năng lao động, có nhu cầu thuộc hộ nghèo, hộ cận nghèo được hỗ trợ nâng cao năng lực sản xuất nông, lâm, ngư nghiệp","origin":"2024-reference","plan_reference":"Mục II.2, điểm đ","position":7,"projects":"DA3.1","roles":"R4","short_name":"Nâng cao năng lực sản xuất","uid":"0cded89274a04842a2fec541cb7a706c","unit":"%","valid_from":"2021-01-01"},"before":null,"id":7,"table":"indicator_definition","uid":"0cded89274a04842a2fec541cb7a706c"},{"after":{"code":"IND-08","decimals":0,"direction":"unquantified","group":"Giảm nghèo chung","kind":"rate","letter":"e","measure":"lasting_work","name":"Hộ nghèo, hộ cận nghèo có ít nhất một thành viên trong độ tuổi lao động có việc làm bền vững","origin":"2024-reference","plan_reference":"Mục II.2, điểm e","position":8,"projects":"DA4","roles":"R1","short_name":"Hộ có việc làm bền vững","uid":"86ba1f4f7f514146be3405453eac5d6a","unit":"%","valid_from":"2021-01-01"},"before":null,"id":8,"table":"indicator_definition","uid":"86ba1f4f7f514146be3405453eac5d6a"},{"after":{"code":"IND-09","decimals":0,"direction":"achieve_all","group":"Cán bộ","kind":"rate","letter":"g","measure":"trained_staff","name":"Tỷ lệ cán bộ, công chức làm công tác giảm nghèo được bồi dưỡng, tập huấn","origin":"2024-reference","plan_reference":"Mục II.2, điểm g","position":9,"projects":"DA7","roles":"R1,R2","short_name":"Cán bộ giảm nghèo được tập huấn","uid":"9207b9309f91401d8795096df8febac7","unit":"%","valid_from":"2021-01-01"},"before":null,"id":9,"table":"indicator_definition","uid":"9207b9309f91401d8795096df8febac7"},{"after":{"code":"IND-10","decimals":0,"direction":"achieve_all","group":"Việc làm","kind":"rate","letter":"h","measure":"job_advice","name":"Tỷ lệ người lao động thuộc hộ nghèo, hộ cận nghèo, hộ mới thoát nghèo có nhu cầu được hỗ trợ kết nối, tư vấn, định hướng nghề nghiệp, thông tin thị trường lao động, tìm việc làm","origin":"2024-reference","plan_reference":"Mục II.2, điểm h, về việc làm, ý 1","position":10,"projects":"DA4","roles":"R1","short_name":"Tư vấn, kết nối việc làm","uid":"b388dad69d044750bd67163b76146aa8","unit":"%","valid_from":"2021-01-01"},"before":null,"id":10,"table":"indicator_definition","uid":"b388dad69d044750bd67163b76146aa8"},{"after":{"code":"IND-11","decimals":0,"direction":"at_least","group":"Việc làm","kind":"count","letter":"h","measure":"placed_workers","name":"Số người lao động thuộc hộ nghèo, hộ cận nghèo, hộ mới thoát nghèo, vùng khó khăn được kết nối việc làm thành công","origin":"2024-reference","plan_reference":"Mục II.2, điểm h, về việc làm, ý 2","position":11,"projects":"DA4","roles":"R1","short_name":"Kết nối việc làm thành công","uid":"d91ee8e5ec404813bb3dd2bbbbfe9a97","unit":"người","valid_from":"2021-01-01"},"before":null,"id":11,"table":"indicator_definition","uid":"d91ee8e5ec404813bb3dd2bbbbfe9a97"},{"after":{"code":"IND-12","decimals":0,"direction":"at_least","group":"Việc làm","kind":"count","letter":"h","measure":"trained_workers","name":"Số người lao động được hỗ trợ đào tạo","origin":"2024-reference","plan_reference":"Mục II.2, điểm h, về việc làm, ý 3","position":12,"projects":"DA4","roles":"R1","short_name":"Lao động được đào tạo","uid":"50db6bedc638499d94ae4ef7ebf5573d","unit":"người","valid_from":"2021-01-01"},"before":null,"id":12,"table":"indicator_definition","uid":"50db6bedc638499d94ae4ef7ebf5573d"},{"after":{"code":"IND-13","decimals":0,"direction":"approx","group":"Việc làm","kind":"count","letter":"h","measure":"left_abroad","name":"Số lao động đi làm việc ở nước ngoài theo hợp đồng","origin":"2024-reference","plan_reference":"Mục II.2, điểm h, về việc làm, ý 3","position":13,"projects":"DA4","roles":"R1","short_name":"Đi làm việc ở nước ngoài","uid":"1b3eab0e67df4eeaafe58ecdb629be50","unit":"người","valid_from":"2021-01-01"},"before":null,"id":13,"table":"indicator_definition","uid":"1b3eab0e67df4eeaafe58ecdb629be50"},{"after":{"code":"IND-14","decimals":0,"direction":"at_least","group":"Việc làm","kind":"rate","letter":"h","measure":"abroad_escaped","name":"Tỷ lệ hộ có người đi làm việc ở nước ngoài thoát nghèo","origin":"2024-reference","plan_reference":"Mục II.2, điểm h, về việc làm, ý 3","position":14,"projects":"DA4","roles":"R1","short_name":"Hộ có người đi, thoát nghèo","uid":"bba86c21837642e9be985db8bf560c64","unit":"%","valid_from":"2021-01-01"},"before":null,"id":14,"table":"indicator_definition","uid":"bba86c21837642e9be985db8bf560c64"},{"after":{"code":"IND-15","decimals":0,"direction":"approx","group":"Việc làm","kind":"count","letter":"h","measure":"language_learners","name":"Số người lao động được hỗ trợ học nâng cao trình độ ngoại ngữ trước khi đi làm việc ở nước ngoài","origin":"2024-reference","plan_reference":"Mục II.2, điểm h, về việc làm, ý 3","position":15,"projects":"DA4","roles":"R1","short_name":"Học ngoại ngữ trước khi đi","uid":"8f42bf2a1bb4452fa1d9a110e4ab41e3","unit":"người","valid_from":"2021-01-01"},"before":null,"id":15,"table":"indicator_definition","uid":"8f42bf2a1bb4452fa1d9a110e4ab41e3"},{"after":{"code":"IND-16","decimals":0,"direction":"achieve_all","group":"Y tế","kind":"rate","letter":"h","measure":"health_insurance","name":"Tỷ lệ người thuộc hộ nghèo, hộ cận nghèo được hỗ trợ tham gia bảo hiểm y tế","origin":"2024-reference","plan_reference":"Mục II.2, điểm h, về y tế","position":16,"projects":"","roles":"R3,R1","short_name":"Tham gia bảo hiểm y tế","uid":"c73c158f57df417199da5b3ad268ce88","unit":"%","valid_from":"2021-01-01"},"before":null,"id":16,"table":"indicator_definition","uid":"c73c158f57df417199da5b3ad268ce88"},{"after":{"code":"IND-17","decimals":1,"direction":"at_most","group":"Y tế","kind":"rate","letter":"h","measure":"typed","name":"Tỷ lệ suy dinh dưỡng thấp còi trẻ em dưới 16 tuổi","origin":"2024-reference","plan_reference":"Mục II.2, điểm h, về y tế","position":17,"projects":"DA3.2","roles":"R3","short_name":"Trẻ suy dinh dưỡng thấp còi","uid":"d946d14fb2d543f29f9214b45d56b5be","unit":"%","valid_from":"2021-01-01"},"before":null,"id":17,"table":"indicator_definition","uid":"d946d14fb2d543f29f9214b45d56b5be"},{"after":{"code":"IND-18","decimals":0,"direction":"at_least","group":"Giáo dục, đào tạo","kind":"rate","letter":"h","measure":"schooling","name":"Tỷ lệ trẻ em thuộc hộ nghèo, hộ cận nghèo đi học đúng độ tuổi","origin":"2024-reference","plan_reference":"Mục II.2, điểm h, về giáo dục, đào tạo, ý 1","position":18,"projects":"","roles":"","short_name":"Trẻ đi học đúng độ tuổi","uid":"fed080c402a04a15aeeb7896448a7b84","unit":"%","valid_from":"2021-01-01"},"before":null,"id":18,"table":"indicator_definition","uid":"fed080c402a04a15aeeb7896448a7b84"},{"after":{"code":"IND-19","decimals":0,"direction":"at_least","group":"Giáo dục, đào tạo","kind":"rate","letter":"h","measure":"worker_trained","name":"Tỷ lệ người lao động thuộc hộ nghèo, hộ cận nghèo, hộ mới thoát nghèo qua đào tạo","origin":"2024-reference","plan_reference":"Mục II.2, điểm h, về giáo dục, đào tạo, ý 2","position":19,"projects":"DA4","roles":"R1","short_name":"Lao động qua đào tạo","uid":"16a38c671abe48a693c21475d92ce3ca","unit":"%","valid_from":"2021-01-01"},"before":null,"id":19,"table":"indicator_definition","uid":"16a38c671abe48a693c21475d92ce3ca"},{"after":{"code":"IND-20","decimals":1,"direction":"at_least","group":"Giáo dục, đào tạo","kind":"rate","letter":"h","measure":"worker_certificate","name":"Tỷ lệ người lao động thuộc hộ nghèo, hộ cận nghèo, hộ mới thoát nghèo có bằng cấp, chứng chỉ","origin":"2024-reference","plan_reference":"Mục II.2, điểm h, về giáo dục, đào tạo, ý 2","position":20,"projects":"DA4","roles":"R1","short_name":"Lao động có bằng cấp, chứng chỉ","uid":"a122131e17734c5ab3171e44589355e1","unit":"%","valid_from":"2021-01-01"},"before":null,"id":20,"table":"indicator_definition","uid":"a122131e17734c5ab3171e44589355e1"},{"after":{"code":"IND-21","decimals":0,"direction":"achieve_all","group":"Giáo dục, đào tạo","kind":"rate","letter":"h","measure":"skills_training","name":"Tỷ lệ người lao động thuộc hộ nghèo, hộ cận nghèo, hộ mới thoát nghèo, người lao động có thu nhập thấp có nhu cầu được hỗ trợ đào tạo kỹ năng nghề phù hợp","origin":"2024-reference","plan_reference":"Mục II.2, điểm h, về giáo dục, đào tạo, ý 2","position":21,"projects":"DA4","roles":"R1","short_name":"Đào tạo kỹ năng nghề phù hợp","uid":"eceac5fa58dc4b8581a5953a98e61e8a","unit":"%","valid_from":"2021-01-01"},"before":null,"id":21,"table":"indicator_definition","uid":"eceac5fa58dc4b8581a5953a98e61e8a"},{"after":{"code":"IND-22","decimals":0,"direction":"at_least","group":"Nhà ở","kind":"count","letter":"h","measure":"house_support","name":"Số hộ nghèo, hộ cận nghèo được hỗ trợ nhà ở","origin":"2024-reference","plan_reference":"Mục II.2, điểm h, về nhà ở","position":22,"projects":"DA5","roles":"R5","short_name":"Hộ được hỗ trợ nhà ở","uid":"ed2505a7220f4242ae146abc6e33ed55","unit":"hộ","valid_from":"2021-01-01"},"before":null,"id":22,"table":"indicator_definition","uid":"ed2505a7220f4242ae146abc6e33ed55"},{"after":{"code":"IND-23","decimals":0,"direction":"at_least","group":"Nước sinh hoạt và vệ sinh","kind":"rate","letter":"h","measure":"clean_water","name":"Tỷ lệ hộ nghèo, hộ cận nghèo sử dụng nước sinh hoạt hợp vệ sinh","origin":"2024-reference","plan_reference":"Mục II.2, điểm h, về nước sinh hoạt và vệ sinh","position":23,"projects":"","roles":"R3","short_name":"Nước sinh hoạt hợp vệ sinh","uid":"bc20990a68194b16a2c94550877708de","unit":"%","valid_from":"2021-01-01"},"before":null,"id":23,"table":"indicator_definition","uid":"bc20990a68194b16a2c94550877708de"},{"after":{"code":"IND-24","decimals":0,"direction":"at_least","group":"Nước sinh hoạt và vệ sinh","kind":"rate","letter":"h","measure":"hygienic_latrine","name":"Tỷ lệ hộ nghèo, hộ cận nghèo sử dụng nhà tiêu hợp vệ sinh","origin":"2024-reference","plan_reference":"Mục II.2, điểm h, về nước sinh hoạt và vệ sinh","position":24,"projects":"","roles":"R3","short_name":"Nhà tiêu hợp vệ sinh","uid":"2dd2213d348a462aa7ca5fcb77e081bb","unit":"%","valid_from":"2021-01-01"},"before":null,"id":24,"table":"indicator_definition","uid":"2dd2213d348a462aa7ca5fcb77e081bb"},{"after":{"code":"IND-25","decimals":2,"direction":"at_least","group":"Thông tin","kind":"rate","letter":"h","measure":"telecom_use","name":"Tỷ lệ hộ nghèo, hộ cận nghèo có nhu cầu được tiếp cận, sử dụng dịch vụ viễn thông, internet","origin":"2024-reference","plan_reference":"Mục II.2, điểm h, về thông tin","position":25,"projects":"DA6.1","roles":"R6","short_name":"Dùng viễn thông, internet","uid":"36cc00f78db64151bd87d0c4775bd17f","unit":"%","valid_from":"2021-01-01"},"before":null,"id":25,"table":"indicator_definition","uid":"36cc00f78db64151bd87d0c4775bd17f"},{"after":{"code":"IND-26","decimals":0,"direction":"at_least","group":"Thông tin","kind":"rate","letter":"h","measure":"typed","name":"Tỷ lệ hộ gia đình trên địa bàn xã được tiếp cận thông tin về giảm nghèo bền vững qua xuất bản phẩm, sản phẩm truyền thông","origin":"2024-reference","plan_reference":"Mục II.2, điểm h, về thông tin","position":26,"projects":"DA6.1,DA6.2","roles":"R6,R8","short_name":"Được tiếp cận thông tin giảm nghèo","uid":"8eaf6eba42dd4e25928b7d653a0c7dcc","unit":"%","valid_from":"2021-01-01"},"before":null,"id":26,"table":"indicator_definition","uid":"8eaf6eba42dd4e25928b7d653a0c7dcc"},{"after":{"baseline":0.82,"baseline_stated":1,"hamlet_id":null,"indicator_id":1,"operator":"<=","population_group":"","readings":"[{\"code\": \"A\", \"words\": \"đúng như in: từ 0,82% xuống 0,79% tổng số hộ\", \"value\": 0.79, \"baseline\": 0.82}, {\"code\": \"B\", \"words\": \"số phần của bảng tính: từ 82% xuống 79%\", \"value\": 79, \"baseline\": 82}, {\"code\": \"C\", \"words\": \"rớt chữ số khi in; chưa rõ số đúng\"}]","uid":"5224a0c1f9e94da296d7dce103709962","value":0.79,"wording":"","year":2024},"before":null,"id":1,"table":"target","uid":"5224a0c1f9e94da296d7dce103709962"},{"after":{"baseline":null,"baseline_stated":0,"hamlet_id":null,"indicator_id":2,"operator":"<","population_group":"","readings":"[{\"code\": \"1\", \"words\": \"hộ nghèo và hộ cận nghèo trên tổng số hộ\", \"measure\": \"poor_and_near_poor_rate\"}, {\"code\": \"2\", \"words\": \"chỉ hộ nghèo trên tổng số hộ\", \"measure\": \"poor_rate\"}]","uid":"f2da25e1aeb84323824822ea0079ee08","value":2,"wording":"","year":2024},"before":null,"id":2,"table":"target","uid":"f2da25e1aeb84323824822ea0079ee08"},{"after":{"baseline":null,"baseline_stated":0,"hamlet_id":null,"indicator_id":3,"operator":">=","population_group":"","readings":"","uid":"ffec66372fd148729c87e559954324de","value":45,"wording":"","year":2024},"before":null,"id":3,"table":"target","uid":"ffec66372fd148729c87e559954324de"},{"after":{"baseline":null,"baseline_stated":0,"hamlet_id":null,"indicator_id":4,"operator":">","population_group":"","readings":"","uid":"ba5a5b33b6c14bc4ac8011886c25af13","value":2,"wording":"","year":2024},"before":null,"id":4,"table":"target","uid":"ba5a5b33b6c14bc4ac8011886c25af13"},{"after":{"baseline":null,"baseline_stated":0,"hamlet_id":null,"indicator_id":5,"operator":">=","population_group":"","readings":"","uid":"b6cd479283364e8084511e978a5208b9","value":5,"wording":"","year":2024},"before":null,"id":5,"table":"target","uid":"b6cd479283364e8084511e978a5208b9"},{"after":{"baseline":null,"baseline_stated":0,"hamlet_id":null,"indicator_id":6,"operator":">","population_group":"","readings":"","uid":"dd79b2f9cfb04bac999640fa279bfc25","value":null,"wording":"tăng lên","year":2024},"before":null,"id":6,"table":"target","uid":"dd79b2f9cfb04bac999640fa279bfc25"},{"after":{"baseline":null,"baseline_stated":0,"hamlet_id":null,"indicator_id":7,"operator":">=","population_group":"","readings":"","uid":"0f9f58e787dd48869394e427c84dd016","value":80,"wording":"","year":2024},"before":null,"id":7,"table":"target","uid":"0f9f58e787dd48869394e427c84dd016"},{"after":{"baseline":null,"baseline_stated":0,"hamlet_id":null,"indicator_id":8,"operator":"","population_group":"","readings":"","uid":"e27e807e6266428ab94721289bb05b81","value":null,"wording":"","year":2024},"before":null,"id":8,"table":"target","uid":"e27e807e6266428ab94721289bb05b81"},{"after":{"baseline":null,"baseline_stated":0,"hamlet_id":null,"indicator_id":9,"operator":">=","population_group":"","readings":"","uid":"83322126069c4aeaada9e0daf6ee4b05","value":100,"wording":"","year":2024},"before":null,"id":9,"table":"target","uid":"83322126069c4aeaada9e0daf6ee4b05"},{"after":{"baseline":null,"baseline_stated":0,"hamlet_id":null,"indicator_id":10,"operator":">=","population_group":"","readings":"","uid":"ce37271286ee43dcba3dfa806aa77f71","value":100,"wording":"","year":2024},"before":null,"id":10,"table":"target","uid":"ce37271286ee43dcba3dfa806aa77f71"},{"after":{"baseline":null,"baseline_stated":0,"hamlet_id":null,"indicator_id":11,"operator":">=","population_group":"","readings":"","uid":"5b41e66dae2648609c6229ebf30cc87b","value":20,"wording":"","year":2024},"before":null,"id":11,"table":"target","uid":"5b41e66dae2648609c6229ebf30cc87b"},{"after":{"baseline":null,"baseline_stated":0,"hamlet_id":null,"indicator_id":12,"operator":">=","population_group":"","readings":"","uid":"b08e009dc58c46b9acfb3772831d4e7b","value":5,"wording":"","year":2024},"before":null,"id":12,"table":"target","uid":"b08e009dc58c46b9acfb3772831d4e7b"},{"after":{"baseline":null,"baseline_stated":0,"hamlet_id":null,"indicator_id":13,"operator":">=","population_group":"","readings":"","uid":"8bab6218a4744aef88f21d0994ccf5bd","value":2,"wording":"","year":2024},"before":null,"id":13,"table":"target","uid":"8bab6218a4744aef88f21d0994ccf5bd"},{"after":{"baseline":null,"baseline_stated":0,"hamlet_id":null,"indicator_id":14,"operator":">=","population_group":"","readings":"","uid":"da4caa326cad4ae4b09043f6e568bd6f","value":80,"wording":"","year":2024},"before":null,"id":14,"table":"target","uid":"da4caa326cad4ae4b09043f6e568bd6f"},{"after":{"baseline":null,"baseline_stated":0,"hamlet_id":null,"indicator_id":15,"operator":">=","population_group":"","readings":"","uid":"048aff7c387248d781d1f43dc3485b40","value":2,"wording":"","year":2024},"before":null,"id":15,"table":"target","uid":"048aff7c387248d781d1f43dc3485b40"},{"after":{"baseline":null,"baseline_stated":0,"hamlet_id":null,"indicator_id":16,"operator":">=","population_group":"","readings":"","uid":"e4c0bebd3eb346379d07e9c30d2e4580","value":100,"wording":"","year":2024},"before":null,"id":16,"table":"target","uid":"e4c0bebd3eb346379d07e9c30d2e4580"},{"after":{"baseline":null,"baseline_stated":0,"hamlet_id":null,"indicator_id":17,"operator":"<=","population_group":"","readings":"","uid":"c6dd36c15e764e11a3416d17a0f7e5ff","value":49.2,"wording":"","year":2024},"before":null,"id":17,"table":"target","uid":"c6dd36c15e764e11a3416d17a0f7e5ff"},{"after":{"baseline":null,"baseline_stated":0,"hamlet_id":null,"indicator_id":18,"operator":">=","population_group":"","readings":"","uid":"008d3df30b044daba9a531aedaebe870","value":96,"wording":"","year":2024},"before":null,"id":18,"table":"target","uid":"008d3df30b044daba9a531aedaebe870"},{"after":{"baseline":null,"baseline_stated":0,"hamlet_id":null,"indicator_id":19,"operator":">=","population_group":"","readings":"","uid":"7bfd2ec086f3416093413d380332f048","value":50,"wording":"","year":2024},"before":null,"id":19,"table":"target","uid":"7bfd2ec086f3416093413d380332f048"},{"after":{"baseline":null,"baseline_stated":0,"hamlet_id":null,"indicator_id":20,"operator":">=","population_group":"","readings":"","uid":"2b6a07d099ef463e92972627820faecd","value":11.7,"wording":"","year":2024},"before":null,"id":20,"table":"target","uid":"2b6a07d099ef463e92972627820faecd"},{"after":{"baseline":null,"baseline_stated":0,"hamlet_id":null,"indicator_id":21,"operator":">=","population_group":"","readings":"","uid":"dc0b78d5b0c04ad1b8f978009552c9ee","value":100,"wording":"","year":2024},"before":null,"id":21,"table":"target","uid":"dc0b78d5b0c04ad1b8f978009552c9ee"},{"after":{"baseline":null,"baseline_stated":0,"hamlet_id":null,"indicator_id":22,"operator":">=","population_group":"","readings":"","uid":"1576e5019e6248838c36ac8e21f6d649","value":27,"wording":"","year":2024},"before":null,"id":22,"table":"target","uid":"1576e5019e6248838c36ac8e21f6d649"},{"after":{"baseline":null,"baseline_stated":0,"hamlet_id":null,"indicator_id":23,"operator":">=","population_group":"","readings":"","uid":"25628c7a553845e38c465df843cf6d7f","value":75,"wording":"","year":2024},"before":null,"id":23,"table":"target","uid":"25628c7a553845e38c465df843cf6d7f"},{"after":{"baseline":null,"baseline_stated":0,"hamlet_id":null,"indicator_id":24,"operator":">=","population_group":"","readings":"","uid":"5387e980bd8a4eb08d27b040965f53fc","value":36,"wording":"","year":2024},"before":null,"id":24,"table":"target","uid":"5387e980bd8a4eb08d27b040965f53fc"},{"after":{"baseline":null,"baseline_stated":0,"hamlet_id":null,"indicator_id":25,"operator":">=","population_group":"","readings":"","uid":"ac53ef7ac7b6480e9c3bd9574556ed8a","value":82.34,"wording":"","year":2024},"before":null,"id":25,"table":"target","uid":"ac53ef7ac7b6480e9c3bd9574556ed8a"},{"after":{"baseline":null,"baseline_stated":0,"hamlet_id":null,"indicator_id":26,"operator":">=","population_group":"","readings":"","uid":"d3948113f38c43a7bb7750f06e1fb66f","value":90,"wording":"","year":2024},"before":null,"id":26,"table":"target","uid":"d3948113f38c43a7bb7750f06e1fb66f"},{"after":{"name":"Trà Xanh","position":0,"uid":"e3cf10ce094a4b7a89a078b95ecea5d0"},"before":null,"id":1,"table":"hamlet","uid":"e3cf10ce094a4b7a89a078b95ecea5d0"},{"after":{"hamlet_id":1,"households":100,"minority_households":90,"uid":"dbb9224d7db94477870e7fbf2fec3328","year":2021},"before":null,"id":1,"table":"hamlet_total","uid":"dbb9224d7db94477870e7fbf2fec3328"},{"after":{"hamlet_id":1,"households":100,"minority_households":90,"uid":"90ff264989314b34bef0d70ff1c728cb","year":2022},"before":null,"id":2,"table":"hamlet_total","uid":"90ff264989314b34bef0d70ff1c728cb"},{"after":{"hamlet_id":1,"households":100,"minority_households":90,"uid":"45a374ed31224269b5f6a5a2b0dcffee","year":2023},"before":null,"id":3,"table":"hamlet_total","uid":"45a374ed31224269b5f6a5a2b0dcffee"},{"after":{"hamlet_id":1,"households":100,"minority_households":90,"uid":"365a1c13d54a40bf925cb32152b68d47","year":2024},"before":null,"id":4,"table":"hamlet_total","uid":"365a1c13d54a40bf925cb32152b68d47"},{"after":{"name":"Trà Hoa","position":1,"uid":"4d42a551dce9420db1b7fa087e0086ff"},"before":null,"id":2,"table":"hamlet","uid":"4d42a551dce9420db1b7fa087e0086ff"},{"after":{"hamlet_id":2,"households":100,"minority_households":90,"uid":"ba39ee9af9af4cebbfbbb3f38250ce4d","year":2021},"before":null,"id":5,"table":"hamlet_total","uid":"ba39ee9af9af4cebbfbbb3f38250ce4d"},{"after":{"hamlet_id":2,"households":100,"minority_households":90,"uid":"9907cff6616d4ee28dba5de59ef1a106","year":2022},"before":null,"id":6,"table":"hamlet_total","uid":"9907cff6616d4ee28dba5de59ef1a106"},{"after":{"hamlet_id":2,"households":100,"minority_households":90,"uid":"7827b7285db3496590583087cd1ee55b","year":2023},"before":null,"id":7,"table":"hamlet_total","uid":"7827b7285db3496590583087cd1ee55b"},{"after":{"hamlet_id":2,"households":100,"minority_households":90,"uid":"301ec7b264b942d2939851e6b4ae6127","year":2024},"before":null,"id":8,"table":"hamlet_total","uid":"301ec7b264b942d2939851e6b4ae6127"},{"after":{"kind":"periodic","standard_id":"2022-2025","state":"recognised","uid":"adc92518b17948dcb9ecf04cf311bad0","year":2022},"before":null,"id":1,"table":"review_round","uid":"adc92518b17948dcb9ecf04cf311bad0"},{"after":{"number":"1/2022","round_id":1,"signed_on":"2022-12-12","uid":"33b66ee926e7486baeb83e1ae3361d97"},"before":null,"id":1,"table":"decision","uid":"33b66ee926e7486baeb83e1ae3361d97"},{"after":{"kind":"periodic","standard_id":"2022-2025","state":"recognised","uid":"6a60739dbadc4738abc0081d0408999c","year":2023},"before":null,"id":2,"table":"review_round","uid":"6a60739dbadc4738abc0081d0408999c"},{"after":{"number":"1/2023","round_id":2,"signed_on":"2023-12-12","uid":"e8a5036d2e964182b4c23588c621a6a8"},"before":null,"id":2,"table":"decision","uid":"e8a5036d2e964182b4c23588c621a6a8"},{"after":{"kind":"periodic","standard_id":"2022-2025","state":"surveying","uid":"9d02ce08a9024e8c924e45236a1ee80f","year":2024},"before":null,"id":3,"table":"review_round","uid":"9d02ce08a9024e8c924e45236a1ee80f"}]',X'A10482346B69ECEA5A399DAD84A01F7D','735b8b193c57f433d2f6bb26f25f6afbbdfaab613246ed6e93c74888d9bbb2a3','0000000000000000000000000000000000000000000000000000000000000000','578905bbb3ba76c8aecd6914c6628fbcca1eb503f4e1495b6e5b6c56b9abcf76');
INSERT INTO "history" VALUES(2,'2024-12-31T08:00:00.000+00:00','2024-12-31T08:00:00+00:00',0,1,'Thêm người','','','',NULL,'[{"after":{"full_name":"Đinh Thị Nguồn","id_number":"211000000","uid":"f02aa941358f42a695a861f82ff46c30"},"before":null,"id":1,"table":"person","uid":"f02aa941358f42a695a861f82ff46c30"}]',X'9BD1D64E2C819DA195A5CEE6492BE216','7704d29f94ce91deacb268f17fd7e74b8d20f2b875a91796d69a2ea5493f678a','578905bbb3ba76c8aecd6914c6628fbcca1eb503f4e1495b6e5b6c56b9abcf76','d4b77e7ba9c2a912ab6e5bbbdc95baf87c675925a4418a20201aa6d46b8f78f6');
INSERT INTO "history" VALUES(3,'2024-12-31T08:00:00.000+00:00','2024-12-31T08:00:00+00:00',0,1,'Thêm người','','','',NULL,'[{"after":{"full_name":"Hồ Văn O''Suối","id_number":"211000001","uid":"2d74bb302afd4c58875075b37ae408b4"},"before":null,"id":2,"table":"person","uid":"2d74bb302afd4c58875075b37ae408b4"}]',X'49550CA0E06BB78B1A404928EEE25B49','8925fffada03028f84dfa9f72b7b57d6929028552da4deb2abe2e0a70e051c7d','d4b77e7ba9c2a912ab6e5bbbdc95baf87c675925a4418a20201aa6d46b8f78f6','14b55eff1eac1c9bfd81a15b6594177fe9f082bb180ef1ba8ca5c619f4064091');
INSERT INTO "history" VALUES(4,'2024-12-31T08:00:00.000+00:00','2024-12-31T08:00:00+00:00',0,1,'Thêm người','','','',NULL,'[{"after":{"full_name":"Phạm Thị \"Đá\"; DROP TABLE person; --","id_number":"211000002","uid":"40f0c7d67dad4073a73fe01a8337ae9c"},"before":null,"id":3,"table":"person","uid":"40f0c7d67dad4073a73fe01a8337ae9c"}]',X'1E73D848FCB9DFA5FA3D1126B7F6E8EF','89cc310cdcad4cfc3fc6f17bd82b0ff57890777e7b7d342d379291f212868bf7','14b55eff1eac1c9bfd81a15b6594177fe9f082bb180ef1ba8ca5c619f4064091','d86f8c0aee34d80ee12a23c5f10efe993c474934767d733c6dbd7e7b5d939ab2');
INSERT INTO "history" VALUES(5,'2024-12-31T08:00:00.000+00:00','2024-12-31T08:00:00+00:00',0,1,'Thêm người','','','',NULL,'[{"after":{"full_name":"Y","id_number":"211000003","uid":"cecb460adee64049bbb9bbe1964dc181"},"before":null,"id":4,"table":"person","uid":"cecb460adee64049bbb9bbe1964dc181"}]',X'3CE411016F8202BC90F9036D95B5C20D','c87b38c624028c5ed7ed3ac7f748d2c9c29f8be2f78d793027831e3abbf0cc28','d86f8c0aee34d80ee12a23c5f10efe993c474934767d733c6dbd7e7b5d939ab2','27ab85c54fb45c0b6eda3c3970ebcb8d1a95ba1f3a2962e5ab21271ab5e48828');
INSERT INTO "history" VALUES(6,'2024-12-31T08:00:00.000+00:00','2024-12-31T08:00:00+00:00',0,1,'Thêm người','','','',NULL,'[{"after":{"full_name":"Ê Ban Ê Ban Ê Ban Ê Ban Ê Ban Ê Ban Ê Ban Ê Ban Ê Ban Ê Ban Ê Ban Ê Ban Ê Ban Ê Ban Ê Ban Ê Ban Ê Ban Ê Ban Ê Ban Ê Ban Ê Ban Ê Ban Ê Ban Ê Ban Ê Ban Ê Ban Ê Ban Ê Ban Ê Ban Ê Ban ","id_number":"211000004","uid":"eaa968945cbb4c8aa94681a2b0c90268"},"before":null,"id":5,"table":"person","uid":"eaa968945cbb4c8aa94681a2b0c90268"}]',X'2F6273C1B05BFD37B5BF78367A12FD7A','b27b0ca69a815ca37f63147143fd0bf0520ed4e0cef771f666ee6999d465dc81','27ab85c54fb45c0b6eda3c3970ebcb8d1a95ba1f3a2962e5ab21271ab5e48828','27e659c19ef10fd2d7b6707c93899df44351c3d73fe3313a35b1f6bcf9612fcb');
INSERT INTO "history" VALUES(7,'2024-12-31T08:00:00.000+00:00','2024-12-31T08:00:00+00:00',0,1,'Thêm người','','','',NULL,'[{"after":{"full_name":"𠮷 Văn Lạ 🙂","id_number":"211000005","uid":"7ca1a4e5945c496d80e9dba40cc8f849"},"before":null,"id":6,"table":"person","uid":"7ca1a4e5945c496d80e9dba40cc8f849"}]',X'3FF72E6D6B52F06BBB43B0CAF77BC173','3b3a6bb23648613e3e6a4f78bd2cded4220f4fe83648f09957131859b5a81e2c','27e659c19ef10fd2d7b6707c93899df44351c3d73fe3313a35b1f6bcf9612fcb','ff786a5d90f6a52355f88a2d05124b68578e752eaaac508ad7843fa9b039488b');
INSERT INTO "history" VALUES(8,'2024-12-31T08:00:00.000+00:00','2024-12-31T08:00:00+00:00',0,1,'Thêm hộ','','','',NULL,'[{"after":{"code":"H001","ended_on":null,"hamlet_id":1,"head_name":"Hồ Thị Tre","name_sort_key":"ZXH! LT\" ZLM&","uid":"59b7e2cacb804e6185c92d2364b935e9"},"before":null,"id":1,"table":"household","uid":"59b7e2cacb804e6185c92d2364b935e9"},{"after":{"category":"poor","counted_from":"2022-12-31","entitled_from":"2023-01-01","household_id":1,"uid":"ee926de71bd94b0299ff7fde7d1990f8"},"before":null,"id":1,"table":"class_history","uid":"ee926de71bd94b0299ff7fde7d1990f8"},{"after":{"category":"near_poor","counted_from":"2023-12-31","entitled_from":"2024-01-01","household_id":1,"uid":"ae68b80d9f6d4eb8a6b5378b054e490a"},"before":null,"id":2,"table":"class_history","uid":"ae68b80d9f6d4eb8a6b5378b054e490a"},{"after":{"birth_day":null,"birth_month":null,"birth_year":2016,"ethnic_group":"Cor","full_name":"Hồ Văn Măng","search_key":"ho van mang","sex":"male","uid":"1b6c77b27ca14d888517e8ae22bcc3cd"},"before":null,"id":7,"table":"person","uid":"1b6c77b27ca14d888517e8ae22bcc3cd"},{"after":{"household_id":1,"person_id":7,"relation":"child","uid":"fecc71963c0044c49fd5f234e5d9477e","valid_from":null,"valid_to":null},"before":null,"id":1,"table":"membership","uid":"fecc71963c0044c49fd5f234e5d9477e"},{"after":{"household_id":1,"reviewed_on":"2023-10-01","round_id":2,"standard_id":"2022-2025","state":"recognised","uid":"7420c09bfcf642af8191b169c6c9b7f8"},"before":null,"id":1,"table":"review","uid":"7420c09bfcf642af8191b169c6c9b7f8"},{"after":{"person_id":7,"review_id":1,"uid":"37b6716f01f540f0933a795195db0fff"},"before":null,"id":1,"table":"review_member","uid":"37b6716f01f540f0933a795195db0fff"},{"after":{"indicator":"health_insurance","lacking":"unknown","review_id":1,"uid":"687ff9987de14539883ebf80d7c17984"},"before":null,"id":1,"table":"review_answer","uid":"687ff9987de14539883ebf80d7c17984"},{"after":{"code":"TRỐNG-01","hamlet_id":1,"note":"Ghi chú dài Ghi chú dài Ghi chú dài Ghi chú dài Ghi chú dài Ghi chú dài Ghi chú dài Ghi chú dài Ghi chú dài Ghi chú dài Ghi chú dài Ghi chú dài Ghi chú dài Ghi chú dài Ghi chú dài Ghi chú dài Ghi chú dài Ghi chú dài Ghi chú dài Ghi chú dài ","uid":"877ca418add54511a45fc13a267fb1cd"},"before":null,"id":2,"table":"household","uid":"877ca418add54511a45fc13a267fb1cd"},{"after":{"added_at":"2024-12-31T08:00:00+00:00","content":"sha256:70b45f6591890639a9a1fc41c4763df621d587c5aa3ae06f5fa95d7c138b67b3","file_name":"bản ký.pdf","object_type":"plan","object_uid":"45dc0b9851834130af9f664470e4a20d","sha256":"0000000000000000000000000000000000000000000000000000000000000000","size":5,"uid":"10bd442796644794938c577bf2acfdf4"},"before":null,"id":1,"table":"attachment","uid":"10bd442796644794938c577bf2acfdf4"}]',X'8D1933FDDD0466F93FF9FC65D7702957','cc07171cb5bb59eaa6ce90f38b5a725c4dd2975899004eabd47ba909edc6c077','ff786a5d90f6a52355f88a2d05124b68578e752eaaac508ad7843fa9b039488b','486ce4376c585c316c51691c331f3d1a2feba406fb9d0e471e47309eb9a62ef1');
INSERT INTO "history" VALUES(9,'2024-12-31T08:00:00.000+00:00','2024-12-31T08:00:00+00:00',0,1,'Xóa người nhập nhầm','','','',NULL,'[{"after":null,"before":{"birth_day":null,"birth_month":null,"birth_year":null,"deleted_at":null,"died_on":null,"ethnic_group":"","full_name":"Y","id":4,"id_issued_on":null,"id_number":"211000003","phone":"","search_key":"","sex":null,"uid":"cecb460adee64049bbb9bbe1964dc181"},"id":4,"table":"person","uid":"cecb460adee64049bbb9bbe1964dc181"}]',X'BE005B5D71FA4A247C7416EFFC34A06C','5c0030a9e2bb994d420b8d8d908d68ae152300fafd5b6fde15eec41f73587fb9','486ce4376c585c316c51691c331f3d1a2feba406fb9d0e471e47309eb9a62ef1','0a2093f394ce57797b6422333a14fad552db835708092425550f25adc1599330');
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
);
INSERT INTO "household" VALUES(1,'59b7e2cacb804e6185c92d2364b935e9','H001',1,'','',NULL,'','Hồ Thị Tre','','ZXH! LT" ZLM&',NULL,NULL,'',NULL,'');
INSERT INTO "household" VALUES(2,'877ca418add54511a45fc13a267fb1cd','TRỐNG-01',1,'','',NULL,'Ghi chú dài Ghi chú dài Ghi chú dài Ghi chú dài Ghi chú dài Ghi chú dài Ghi chú dài Ghi chú dài Ghi chú dài Ghi chú dài Ghi chú dài Ghi chú dài Ghi chú dài Ghi chú dài Ghi chú dài Ghi chú dài Ghi chú dài Ghi chú dài Ghi chú dài Ghi chú dài ','','','',NULL,NULL,'',NULL,'');
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
);
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
);
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
);
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
);
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
);
INSERT INTO "indicator_definition" VALUES(1,'c0c5bcfd0af84449ac02522e8be65320','IND-01','a','Mục II.2, điểm a, vế 1','Tỷ lệ hộ nghèo toàn xã theo chuẩn nghèo đa chiều giai đoạn 2022-2025','Tỷ lệ hộ nghèo','Giảm nghèo chung','%','rate','from_to','poor_rate',2,1,'R1','DA2,DA3.1,DA4','2021-01-01',NULL,'2024-reference');
INSERT INTO "indicator_definition" VALUES(2,'d3aa059087b44cf19c3bb43c0645af36','IND-02','a','Mục II.2, điểm a, vế 2','Tỷ lệ hộ nghèo đa chiều','Tỷ lệ hộ nghèo đa chiều','Giảm nghèo chung','%','rate','less_than','multidimensional_rate',2,2,'R1','','2021-01-01',NULL,'2024-reference');
INSERT INTO "indicator_definition" VALUES(3,'a55330924296410894776557eda67a52','IND-03','b','Mục II.2, điểm b','Số hộ cận nghèo giảm trong năm','Hộ cận nghèo giảm trong năm','Giảm nghèo chung','hộ','change_count','decrease_by_at_least','near_poor_cut',0,3,'R1','','2021-01-01',NULL,'2024-reference');
INSERT INTO "indicator_definition" VALUES(4,'bdf2bc9338484e1482226052a830bda3','IND-04','c','Mục II.2, điểm c','Mức giảm tỷ lệ hộ nghèo dân tộc thiểu số','Giảm tỷ lệ hộ nghèo DTTS','Giảm nghèo chung','điểm %','change_rate','decrease_by_more_than','minority_rate_cut',0,4,'R1','','2021-01-01',NULL,'2024-reference');
INSERT INTO "indicator_definition" VALUES(5,'86ffe3e2c45d4512a4a93f8ba4b10f8a','IND-05','d','Mục II.2, điểm d, vế 1','Số hộ nghèo được hỗ trợ cải thiện sinh kế, nâng cao chất lượng cuộc sống','Hộ nghèo được hỗ trợ sinh kế','Giảm nghèo chung','hộ','count','at_least','livelihood_households',0,5,'R1,R4','DA2,DA3.1','2021-01-01',NULL,'2024-reference');
INSERT INTO "indicator_definition" VALUES(6,'e296707e3ab6435f95a4c80764c2a887','IND-06','d','Mục II.2, điểm d, vế 2','Thu nhập bình quân đầu người của hộ nghèo tăng lên','Thu nhập bình quân hộ nghèo','Giảm nghèo chung','đồng/người/tháng','change_value','increase','typed',0,6,'R1','DA2','2021-01-01',NULL,'2024-reference');
INSERT INTO "indicator_definition" VALUES(7,'0cded89274a04842a2fec541cb7a706c','IND-07','đ','Mục II.2, điểm đ','Tỷ lệ người có khả năng lao động, có nhu cầu thuộc hộ nghèo, hộ cận nghèo được hỗ trợ nâng cao năng lực sản xuất nông, lâm, ngư nghiệp','Nâng cao năng lực sản xuất','Giảm nghèo chung','%','rate','at_least','production_support',0,7,'R4','DA3.1','2021-01-01',NULL,'2024-reference');
INSERT INTO "indicator_definition" VALUES(8,'86ba1f4f7f514146be3405453eac5d6a','IND-08','e','Mục II.2, điểm e','Hộ nghèo, hộ cận nghèo có ít nhất một thành viên trong độ tuổi lao động có việc làm bền vững','Hộ có việc làm bền vững','Giảm nghèo chung','%','rate','unquantified','lasting_work',0,8,'R1','DA4','2021-01-01',NULL,'2024-reference');
INSERT INTO "indicator_definition" VALUES(9,'9207b9309f91401d8795096df8febac7','IND-09','g','Mục II.2, điểm g','Tỷ lệ cán bộ, công chức làm công tác giảm nghèo được bồi dưỡng, tập huấn','Cán bộ giảm nghèo được tập huấn','Cán bộ','%','rate','achieve_all','trained_staff',0,9,'R1,R2','DA7','2021-01-01',NULL,'2024-reference');
INSERT INTO "indicator_definition" VALUES(10,'b388dad69d044750bd67163b76146aa8','IND-10','h','Mục II.2, điểm h, về việc làm, ý 1','Tỷ lệ người lao động thuộc hộ nghèo, hộ cận nghèo, hộ mới thoát nghèo có nhu cầu được hỗ trợ kết nối, tư vấn, định hướng nghề nghiệp, thông tin thị trường lao động, tìm việc làm','Tư vấn, kết nối việc làm','Việc làm','%','rate','achieve_all','job_advice',0,10,'R1','DA4','2021-01-01',NULL,'2024-reference');
INSERT INTO "indicator_definition" VALUES(11,'d91ee8e5ec404813bb3dd2bbbbfe9a97','IND-11','h','Mục II.2, điểm h, về việc làm, ý 2','Số người lao động thuộc hộ nghèo, hộ cận nghèo, hộ mới thoát nghèo, vùng khó khăn được kết nối việc làm thành công','Kết nối việc làm thành công','Việc làm','người','count','at_least','placed_workers',0,11,'R1','DA4','2021-01-01',NULL,'2024-reference');
INSERT INTO "indicator_definition" VALUES(12,'50db6bedc638499d94ae4ef7ebf5573d','IND-12','h','Mục II.2, điểm h, về việc làm, ý 3','Số người lao động được hỗ trợ đào tạo','Lao động được đào tạo','Việc làm','người','count','at_least','trained_workers',0,12,'R1','DA4','2021-01-01',NULL,'2024-reference');
INSERT INTO "indicator_definition" VALUES(13,'1b3eab0e67df4eeaafe58ecdb629be50','IND-13','h','Mục II.2, điểm h, về việc làm, ý 3','Số lao động đi làm việc ở nước ngoài theo hợp đồng','Đi làm việc ở nước ngoài','Việc làm','người','count','approx','left_abroad',0,13,'R1','DA4','2021-01-01',NULL,'2024-reference');
INSERT INTO "indicator_definition" VALUES(14,'bba86c21837642e9be985db8bf560c64','IND-14','h','Mục II.2, điểm h, về việc làm, ý 3','Tỷ lệ hộ có người đi làm việc ở nước ngoài thoát nghèo','Hộ có người đi, thoát nghèo','Việc làm','%','rate','at_least','abroad_escaped',0,14,'R1','DA4','2021-01-01',NULL,'2024-reference');
INSERT INTO "indicator_definition" VALUES(15,'8f42bf2a1bb4452fa1d9a110e4ab41e3','IND-15','h','Mục II.2, điểm h, về việc làm, ý 3','Số người lao động được hỗ trợ học nâng cao trình độ ngoại ngữ trước khi đi làm việc ở nước ngoài','Học ngoại ngữ trước khi đi','Việc làm','người','count','approx','language_learners',0,15,'R1','DA4','2021-01-01',NULL,'2024-reference');
INSERT INTO "indicator_definition" VALUES(16,'c73c158f57df417199da5b3ad268ce88','IND-16','h','Mục II.2, điểm h, về y tế','Tỷ lệ người thuộc hộ nghèo, hộ cận nghèo được hỗ trợ tham gia bảo hiểm y tế','Tham gia bảo hiểm y tế','Y tế','%','rate','achieve_all','health_insurance',0,16,'R3,R1','','2021-01-01',NULL,'2024-reference');
INSERT INTO "indicator_definition" VALUES(17,'d946d14fb2d543f29f9214b45d56b5be','IND-17','h','Mục II.2, điểm h, về y tế','Tỷ lệ suy dinh dưỡng thấp còi trẻ em dưới 16 tuổi','Trẻ suy dinh dưỡng thấp còi','Y tế','%','rate','at_most','typed',1,17,'R3','DA3.2','2021-01-01',NULL,'2024-reference');
INSERT INTO "indicator_definition" VALUES(18,'fed080c402a04a15aeeb7896448a7b84','IND-18','h','Mục II.2, điểm h, về giáo dục, đào tạo, ý 1','Tỷ lệ trẻ em thuộc hộ nghèo, hộ cận nghèo đi học đúng độ tuổi','Trẻ đi học đúng độ tuổi','Giáo dục, đào tạo','%','rate','at_least','schooling',0,18,'','','2021-01-01',NULL,'2024-reference');
INSERT INTO "indicator_definition" VALUES(19,'16a38c671abe48a693c21475d92ce3ca','IND-19','h','Mục II.2, điểm h, về giáo dục, đào tạo, ý 2','Tỷ lệ người lao động thuộc hộ nghèo, hộ cận nghèo, hộ mới thoát nghèo qua đào tạo','Lao động qua đào tạo','Giáo dục, đào tạo','%','rate','at_least','worker_trained',0,19,'R1','DA4','2021-01-01',NULL,'2024-reference');
INSERT INTO "indicator_definition" VALUES(20,'a122131e17734c5ab3171e44589355e1','IND-20','h','Mục II.2, điểm h, về giáo dục, đào tạo, ý 2','Tỷ lệ người lao động thuộc hộ nghèo, hộ cận nghèo, hộ mới thoát nghèo có bằng cấp, chứng chỉ','Lao động có bằng cấp, chứng chỉ','Giáo dục, đào tạo','%','rate','at_least','worker_certificate',1,20,'R1','DA4','2021-01-01',NULL,'2024-reference');
INSERT INTO "indicator_definition" VALUES(21,'eceac5fa58dc4b8581a5953a98e61e8a','IND-21','h','Mục II.2, điểm h, về giáo dục, đào tạo, ý 2','Tỷ lệ người lao động thuộc hộ nghèo, hộ cận nghèo, hộ mới thoát nghèo, người lao động có thu nhập thấp có nhu cầu được hỗ trợ đào tạo kỹ năng nghề phù hợp','Đào tạo kỹ năng nghề phù hợp','Giáo dục, đào tạo','%','rate','achieve_all','skills_training',0,21,'R1','DA4','2021-01-01',NULL,'2024-reference');
INSERT INTO "indicator_definition" VALUES(22,'ed2505a7220f4242ae146abc6e33ed55','IND-22','h','Mục II.2, điểm h, về nhà ở','Số hộ nghèo, hộ cận nghèo được hỗ trợ nhà ở','Hộ được hỗ trợ nhà ở','Nhà ở','hộ','count','at_least','house_support',0,22,'R5','DA5','2021-01-01',NULL,'2024-reference');
INSERT INTO "indicator_definition" VALUES(23,'bc20990a68194b16a2c94550877708de','IND-23','h','Mục II.2, điểm h, về nước sinh hoạt và vệ sinh','Tỷ lệ hộ nghèo, hộ cận nghèo sử dụng nước sinh hoạt hợp vệ sinh','Nước sinh hoạt hợp vệ sinh','Nước sinh hoạt và vệ sinh','%','rate','at_least','clean_water',0,23,'R3','','2021-01-01',NULL,'2024-reference');
INSERT INTO "indicator_definition" VALUES(24,'2dd2213d348a462aa7ca5fcb77e081bb','IND-24','h','Mục II.2, điểm h, về nước sinh hoạt và vệ sinh','Tỷ lệ hộ nghèo, hộ cận nghèo sử dụng nhà tiêu hợp vệ sinh','Nhà tiêu hợp vệ sinh','Nước sinh hoạt và vệ sinh','%','rate','at_least','hygienic_latrine',0,24,'R3','','2021-01-01',NULL,'2024-reference');
INSERT INTO "indicator_definition" VALUES(25,'36cc00f78db64151bd87d0c4775bd17f','IND-25','h','Mục II.2, điểm h, về thông tin','Tỷ lệ hộ nghèo, hộ cận nghèo có nhu cầu được tiếp cận, sử dụng dịch vụ viễn thông, internet','Dùng viễn thông, internet','Thông tin','%','rate','at_least','telecom_use',2,25,'R6','DA6.1','2021-01-01',NULL,'2024-reference');
INSERT INTO "indicator_definition" VALUES(26,'8eaf6eba42dd4e25928b7d653a0c7dcc','IND-26','h','Mục II.2, điểm h, về thông tin','Tỷ lệ hộ gia đình trên địa bàn xã được tiếp cận thông tin về giảm nghèo bền vững qua xuất bản phẩm, sản phẩm truyền thông','Được tiếp cận thông tin giảm nghèo','Thông tin','%','rate','at_least','typed',0,26,'R6,R8','DA6.1,DA6.2','2021-01-01',NULL,'2024-reference');
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
);
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
);
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
);
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
);
CREATE TABLE known_stick (
	id INTEGER NOT NULL, 
	uid VARCHAR(32) NOT NULL, 
	stick_uuid VARCHAR NOT NULL, 
	label VARCHAR DEFAULT '' NOT NULL, 
	last_seen VARCHAR DEFAULT '' NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_known_stick_uid UNIQUE (uid), 
	CONSTRAINT uq_known_stick_stick_uuid UNIQUE (stick_uuid)
);
INSERT INTO "known_stick" VALUES(1,'2b249119a04a4f4396371d7fe27184bd','aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa','A','');
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
);
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
);
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
);
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
);
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
);
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
);
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
);
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
);
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
);
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
);
INSERT INTO "membership" VALUES(1,'fecc71963c0044c49fd5f234e5d9477e',1,7,'child',0,NULL,NULL,'');
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
);
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
);
INSERT INTO "officer" VALUES(1,'31413ea9574e472f80913bedfc3e574d','Cán bộ Văn hóa - Xã hội','','manage',NULL,1);
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
);
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
);
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
);
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
);
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
);
INSERT INTO "person" VALUES(1,'f02aa941358f42a695a861f82ff46c30','Đinh Thị Nguồn','',NULL,NULL,NULL,NULL,'211000000',NULL,'','',NULL,NULL);
INSERT INTO "person" VALUES(2,'2d74bb302afd4c58875075b37ae408b4','Hồ Văn O''Suối','',NULL,NULL,NULL,NULL,'211000001',NULL,'','',NULL,NULL);
INSERT INTO "person" VALUES(3,'40f0c7d67dad4073a73fe01a8337ae9c','Phạm Thị "Đá"; DROP TABLE person; --','',NULL,NULL,NULL,NULL,'211000002',NULL,'','',NULL,NULL);
INSERT INTO "person" VALUES(5,'eaa968945cbb4c8aa94681a2b0c90268','Ê Ban Ê Ban Ê Ban Ê Ban Ê Ban Ê Ban Ê Ban Ê Ban Ê Ban Ê Ban Ê Ban Ê Ban Ê Ban Ê Ban Ê Ban Ê Ban Ê Ban Ê Ban Ê Ban Ê Ban Ê Ban Ê Ban Ê Ban Ê Ban Ê Ban Ê Ban Ê Ban Ê Ban Ê Ban Ê Ban ','',NULL,NULL,NULL,NULL,'211000004',NULL,'','',NULL,NULL);
INSERT INTO "person" VALUES(6,'7ca1a4e5945c496d80e9dba40cc8f849','𠮷 Văn Lạ 🙂','',NULL,NULL,NULL,NULL,'211000005',NULL,'','',NULL,NULL);
INSERT INTO "person" VALUES(7,'1b6c77b27ca14d888517e8ae22bcc3cd','Hồ Văn Măng','ho van mang','male',2016,NULL,NULL,'',NULL,'Cor','',NULL,NULL);
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
);
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
);
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
);
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
);
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
);
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
);
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
);
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
);
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
);
INSERT INTO "project" VALUES(1,'493bcf0ce0c3451aa2a13433970354a3','DA1','Hỗ trợ đầu tư phát triển hạ tầng kinh tế - xã hội các huyện nghèo, các xã đặc biệt khó khăn vùng bãi ngang, ven biển và hải đảo','Dự án 1','','2021-2025',1,'2021-01-01','2025-12-31');
INSERT INTO "project" VALUES(2,'9b498187b83f4154bdf859ae86b80c27','DA2','Đa dạng hóa sinh kế, phát triển mô hình giảm nghèo','Dự án 2','','2021-2025',2,'2021-01-01','2025-12-31');
INSERT INTO "project" VALUES(3,'c8e7530d5426402f9c9eedbf803af238','DA3','Hỗ trợ phát triển sản xuất, cải thiện dinh dưỡng','Dự án 3','','2021-2025',3,'2021-01-01','2025-12-31');
INSERT INTO "project" VALUES(4,'dab4fa6b45554320961bab549de0f38b','DA3.1','Hỗ trợ phát triển sản xuất trong lĩnh vực nông nghiệp','Tiểu dự án 1 - Dự án 3','DA3','2021-2025',4,'2021-01-01','2025-12-31');
INSERT INTO "project" VALUES(5,'158da3ee8fe241309a858046678dfe56','DA3.2','Cải thiện dinh dưỡng','Tiểu dự án 2 - Dự án 3','DA3','2021-2025',5,'2021-01-01','2025-12-31');
INSERT INTO "project" VALUES(6,'4e69150051d44f909e92c66f1faa726f','DA4','Phát triển giáo dục nghề nghiệp, việc làm bền vững','Dự án 4','','2021-2025',6,'2021-01-01','2025-12-31');
INSERT INTO "project" VALUES(7,'63d16eb8799841628099621b3ff3e216','DA4.1','Phát triển giáo dục nghề nghiệp','Tiểu dự án 1 - Dự án 4','DA4','2021-2025',7,'2021-01-01','2025-12-31');
INSERT INTO "project" VALUES(8,'3f7ff5e96ad547d9b9c70f8f09b69b1e','DA4.2','Hỗ trợ người lao động đi làm việc ở nước ngoài theo hợp đồng','Tiểu dự án 2 - Dự án 4','DA4','2021-2025',8,'2021-01-01','2025-12-31');
INSERT INTO "project" VALUES(9,'f1b9610ca753443ead635323240146bd','DA4.3','Hỗ trợ việc làm bền vững','Tiểu dự án 3 - Dự án 4','DA4','2021-2025',9,'2021-01-01','2025-12-31');
INSERT INTO "project" VALUES(10,'0a583802d65e42fb9eec9dd7e41e863b','DA5','Hỗ trợ nhà ở cho hộ nghèo, hộ cận nghèo trên địa bàn các huyện nghèo','Dự án 5','','2021-2025',10,'2021-01-01','2025-12-31');
INSERT INTO "project" VALUES(11,'717241ba4b1b416ca31e25ed4594ace5','DA6','Truyền thông và giảm nghèo về thông tin','Dự án 6','','2021-2025',11,'2021-01-01','2025-12-31');
INSERT INTO "project" VALUES(12,'7debf28e26474cb9b532d9bbca774383','DA6.1','Giảm nghèo về thông tin','Tiểu dự án 1 - Dự án 6','DA6','2021-2025',12,'2021-01-01','2025-12-31');
INSERT INTO "project" VALUES(13,'873224393a4d460da1a9c1d26080211d','DA6.2','Truyền thông về giảm nghèo đa chiều','Tiểu dự án 2 - Dự án 6','DA6','2021-2025',13,'2021-01-01','2025-12-31');
INSERT INTO "project" VALUES(14,'e7d28f74f2a74d84a50dd7e50fda6775','DA7','Nâng cao năng lực và giám sát, đánh giá Chương trình','Dự án 7','','2021-2025',14,'2021-01-01','2025-12-31');
INSERT INTO "project" VALUES(15,'6460be08b639491bba0a09861d719478','DA7.1','Nâng cao năng lực thực hiện Chương trình','Tiểu dự án 1 - Dự án 7','DA7','2021-2025',15,'2021-01-01','2025-12-31');
INSERT INTO "project" VALUES(16,'71e8b79ca12d43bc8eee9f22e276130c','DA7.2','Giám sát, đánh giá','Tiểu dự án 2 - Dự án 7','DA7','2021-2025',16,'2021-01-01','2025-12-31');
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
);
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
);
CREATE TABLE retention_rule (
	id INTEGER NOT NULL, 
	uid VARCHAR(32) NOT NULL, 
	subject VARCHAR NOT NULL, 
	keep_years INTEGER, 
	source VARCHAR DEFAULT '' NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_retention_rule_uid UNIQUE (uid), 
	CONSTRAINT uq_retention_rule_subject UNIQUE (subject)
);
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
);
INSERT INTO "review" VALUES(1,'7420c09bfcf642af8191b169c6c9b7f8',2,1,'2022-2025','recognised','2023-10-01','','rural',NULL,'','','','','','','unknown','unknown',NULL,NULL,NULL,NULL,'undecided',NULL,NULL,'','','unknown','unknown','unknown','',NULL,'','','');
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
);
INSERT INTO "review_answer" VALUES(1,'687ff9987de14539883ebf80d7c17984',1,'health_insurance','unknown','unknown',0,'');
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
);
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
);
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
);
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
);
INSERT INTO "review_member" VALUES(1,'37b6716f01f540f0933a795195db0fff',1,7,0,'','unknown','',NULL,'unknown','unknown','','','','unknown','unknown','','','','unknown','unknown','','','unknown','unknown',NULL,NULL,NULL,'unknown','unknown','unknown','unknown','');
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
);
CREATE TABLE review_reason (
	id INTEGER NOT NULL, 
	uid VARCHAR(32) NOT NULL, 
	review_id INTEGER NOT NULL, 
	reason VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_review_reason_review_id_reason UNIQUE (review_id, reason), 
	CONSTRAINT uq_review_reason_uid UNIQUE (uid), 
	CONSTRAINT fk_review_reason_review_id FOREIGN KEY(review_id) REFERENCES review (id) ON DELETE CASCADE
);
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
);
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
);
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
);
INSERT INTO "review_round" VALUES(1,'adc92518b17948dcb9ecf04cf311bad0',2022,'periodic','','2022-2025','','',NULL,NULL,'recognised','');
INSERT INTO "review_round" VALUES(2,'6a60739dbadc4738abc0081d0408999c',2023,'periodic','','2022-2025','','',NULL,NULL,'recognised','');
INSERT INTO "review_round" VALUES(3,'9d02ce08a9024e8c924e45236a1ee80f',2024,'periodic','','2022-2025','','',NULL,NULL,'surveying','');
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
);
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
);
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
);
CREATE TABLE setting (
	id INTEGER NOT NULL, 
	uid VARCHAR(32) NOT NULL, 
	"key" VARCHAR NOT NULL, 
	value VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_setting_uid UNIQUE (uid), 
	CONSTRAINT uq_setting_key UNIQUE ("key")
);
INSERT INTO "setting" VALUES(1,'b3304ad26cba47549e294f2028825df5','database_uuid','"82d11d5a2e7f47d99c35b395bee91e15"');
INSERT INTO "setting" VALUES(2,'23969e8b8f0c40118be5e99f1d6d2176','backup_sequence','0');
INSERT INTO "setting" VALUES(3,'69b8584f96b1441bb9e10743f96f8691','is_sample','false');
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
);
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
);
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
);
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
);
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
);
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
);
INSERT INTO "target" VALUES(1,'5224a0c1f9e94da296d7dce103709962',1,2024,NULL,'','<=',0.79,0.82,1,'','[{"code": "A", "words": "đúng như in: từ 0,82% xuống 0,79% tổng số hộ", "value": 0.79, "baseline": 0.82}, {"code": "B", "words": "số phần của bảng tính: từ 82% xuống 79%", "value": 79, "baseline": 82}, {"code": "C", "words": "rớt chữ số khi in; chưa rõ số đúng"}]');
INSERT INTO "target" VALUES(2,'f2da25e1aeb84323824822ea0079ee08',2,2024,NULL,'','<',2.0,NULL,0,'','[{"code": "1", "words": "hộ nghèo và hộ cận nghèo trên tổng số hộ", "measure": "poor_and_near_poor_rate"}, {"code": "2", "words": "chỉ hộ nghèo trên tổng số hộ", "measure": "poor_rate"}]');
INSERT INTO "target" VALUES(3,'ffec66372fd148729c87e559954324de',3,2024,NULL,'','>=',45.0,NULL,0,'','');
INSERT INTO "target" VALUES(4,'ba5a5b33b6c14bc4ac8011886c25af13',4,2024,NULL,'','>',2.0,NULL,0,'','');
INSERT INTO "target" VALUES(5,'b6cd479283364e8084511e978a5208b9',5,2024,NULL,'','>=',5.0,NULL,0,'','');
INSERT INTO "target" VALUES(6,'dd79b2f9cfb04bac999640fa279bfc25',6,2024,NULL,'','>',NULL,NULL,0,'tăng lên','');
INSERT INTO "target" VALUES(7,'0f9f58e787dd48869394e427c84dd016',7,2024,NULL,'','>=',80.0,NULL,0,'','');
INSERT INTO "target" VALUES(8,'e27e807e6266428ab94721289bb05b81',8,2024,NULL,'','',NULL,NULL,0,'','');
INSERT INTO "target" VALUES(9,'83322126069c4aeaada9e0daf6ee4b05',9,2024,NULL,'','>=',100.0,NULL,0,'','');
INSERT INTO "target" VALUES(10,'ce37271286ee43dcba3dfa806aa77f71',10,2024,NULL,'','>=',100.0,NULL,0,'','');
INSERT INTO "target" VALUES(11,'5b41e66dae2648609c6229ebf30cc87b',11,2024,NULL,'','>=',20.0,NULL,0,'','');
INSERT INTO "target" VALUES(12,'b08e009dc58c46b9acfb3772831d4e7b',12,2024,NULL,'','>=',5.0,NULL,0,'','');
INSERT INTO "target" VALUES(13,'8bab6218a4744aef88f21d0994ccf5bd',13,2024,NULL,'','>=',2.0,NULL,0,'','');
INSERT INTO "target" VALUES(14,'da4caa326cad4ae4b09043f6e568bd6f',14,2024,NULL,'','>=',80.0,NULL,0,'','');
INSERT INTO "target" VALUES(15,'048aff7c387248d781d1f43dc3485b40',15,2024,NULL,'','>=',2.0,NULL,0,'','');
INSERT INTO "target" VALUES(16,'e4c0bebd3eb346379d07e9c30d2e4580',16,2024,NULL,'','>=',100.0,NULL,0,'','');
INSERT INTO "target" VALUES(17,'c6dd36c15e764e11a3416d17a0f7e5ff',17,2024,NULL,'','<=',49.2,NULL,0,'','');
INSERT INTO "target" VALUES(18,'008d3df30b044daba9a531aedaebe870',18,2024,NULL,'','>=',96.0,NULL,0,'','');
INSERT INTO "target" VALUES(19,'7bfd2ec086f3416093413d380332f048',19,2024,NULL,'','>=',50.0,NULL,0,'','');
INSERT INTO "target" VALUES(20,'2b6a07d099ef463e92972627820faecd',20,2024,NULL,'','>=',11.7,NULL,0,'','');
INSERT INTO "target" VALUES(21,'dc0b78d5b0c04ad1b8f978009552c9ee',21,2024,NULL,'','>=',100.0,NULL,0,'','');
INSERT INTO "target" VALUES(22,'1576e5019e6248838c36ac8e21f6d649',22,2024,NULL,'','>=',27.0,NULL,0,'','');
INSERT INTO "target" VALUES(23,'25628c7a553845e38c465df843cf6d7f',23,2024,NULL,'','>=',75.0,NULL,0,'','');
INSERT INTO "target" VALUES(24,'5387e980bd8a4eb08d27b040965f53fc',24,2024,NULL,'','>=',36.0,NULL,0,'','');
INSERT INTO "target" VALUES(25,'ac53ef7ac7b6480e9c3bd9574556ed8a',25,2024,NULL,'','>=',82.34,NULL,0,'','');
INSERT INTO "target" VALUES(26,'d3948113f38c43a7bb7750f06e1fb66f',26,2024,NULL,'','>=',90.0,NULL,0,'','');
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
);
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
);
CREATE INDEX ix_hamlet_predecessor_id ON hamlet (predecessor_id);
CREATE INDEX ix_person_search_key ON person (search_key);
CREATE INDEX ix_person_id_number ON person (id_number);
CREATE INDEX ix_attachment_object_uid ON attachment (object_uid);
CREATE INDEX ix_support_proposal_year ON support_proposal (year);
CREATE INDEX ix_review_round_year ON review_round (year);
CREATE INDEX ix_history_object_uid ON history (object_uid);
CREATE TRIGGER history_only_grows BEFORE UPDATE ON history
WHEN NOT (NEW.payload IS NULL AND NEW.salt IS NULL AND NEW.purpose = '' AND NEW.seq IS OLD.seq
  AND NEW.action = '(nội dung đã xóa)' AND NEW.hash IS OLD.hash
  AND NEW.payload_hash IS OLD.payload_hash AND NEW.prev_hash IS OLD.prev_hash
  AND NEW.at_utc IS OLD.at_utc AND NEW.at_local IS OLD.at_local AND NEW.officer_id IS OLD.officer_id
  AND NEW.object_type IS OLD.object_type AND NEW.object_uid IS OLD.object_uid)
BEGIN SELECT RAISE(ABORT, 'history only grows'); END;
CREATE TRIGGER history_keeps_rows BEFORE DELETE ON history
BEGIN SELECT RAISE(ABORT, 'history only grows'); END;
CREATE TRIGGER history_has_no_gaps BEFORE INSERT ON history
WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM history)
BEGIN SELECT RAISE(ABORT, 'history has no gaps'); END;
CREATE INDEX ix_hamlet_total_hamlet_id ON hamlet_total (hamlet_id);
CREATE INDEX ix_rule_override_officer_id ON rule_override (officer_id);
CREATE INDEX ix_import_row_batch_id ON import_row (batch_id);
CREATE INDEX ix_backup_log_stick_id ON backup_log (stick_id);
CREATE INDEX ix_household_hamlet_id ON household (hamlet_id);
CREATE INDEX ix_household_name_sort_key ON household (name_sort_key);
CREATE INDEX ix_organisation_membership_person_id ON organisation_membership (person_id);
CREATE INDEX ix_low_income_worker_person_id ON low_income_worker (person_id);
CREATE INDEX ix_plan_year ON "plan" (year);
CREATE INDEX ix_plan_previous_version_id ON "plan" (previous_version_id);
CREATE INDEX ix_plan_signer_id ON "plan" (signer_id);
CREATE INDEX ix_support_proposal_line_project_id ON support_proposal_line (project_id);
CREATE INDEX ix_support_proposal_line_proposal_id ON support_proposal_line (proposal_id);
CREATE INDEX ix_meeting_round_id ON meeting (round_id);
CREATE INDEX ix_meeting_hamlet_id ON meeting (hamlet_id);
CREATE INDEX ix_posting_round_id ON posting (round_id);
CREATE INDEX ix_posting_hamlet_id ON posting (hamlet_id);
CREATE INDEX ix_round_step_round_id ON round_step (round_id);
CREATE INDEX ix_livelihood_model_project_id ON livelihood_model (project_id);
CREATE INDEX ix_livelihood_model_hamlet_id ON livelihood_model (hamlet_id);
CREATE INDEX ix_communication_session_hamlet_id ON communication_session (hamlet_id);
CREATE INDEX ix_inspection_hamlet_id ON inspection (hamlet_id);
CREATE INDEX ix_insurance_change_month ON insurance_change (month);
CREATE INDEX ix_insurance_change_person_id ON insurance_change (person_id);
CREATE INDEX ix_task_report_body_id ON task_report (body_id);
CREATE INDEX ix_draft_officer_id ON draft (officer_id);
CREATE INDEX ix_cadre_body_id ON cadre (body_id);
CREATE INDEX ix_project_body_project_id ON project_body (project_id);
CREATE INDEX ix_project_body_body_id ON project_body (body_id);
CREATE INDEX ix_budget_line_year ON budget_line (year);
CREATE INDEX ix_budget_line_project_id ON budget_line (project_id);
CREATE INDEX ix_target_hamlet_id ON target (hamlet_id);
CREATE INDEX ix_target_year ON target (year);
CREATE INDEX ix_target_indicator_id ON target (indicator_id);
CREATE INDEX ix_measurement_indicator_id ON measurement (indicator_id);
CREATE INDEX ix_reporting_period_officer_id ON reporting_period (officer_id);
CREATE INDEX ix_closed_year_officer_id ON closed_year (officer_id);
CREATE INDEX ix_closed_year_year ON closed_year (year);
CREATE INDEX ix_exit_registration_household_id ON exit_registration (household_id);
CREATE INDEX ix_exit_registration_year ON exit_registration (year);
CREATE INDEX ix_land_option_year ON land_option (year);
CREATE INDEX ix_land_option_household_id ON land_option (household_id);
CREATE INDEX ix_organisation_help_organisation ON organisation_help (organisation);
CREATE INDEX ix_organisation_help_household_id ON organisation_help (household_id);
CREATE INDEX ix_membership_person_id ON membership (person_id);
CREATE INDEX ix_membership_present ON membership (household_id, valid_to);
CREATE INDEX ix_membership_household_id ON membership (household_id);
CREATE INDEX ix_household_event_happened_on ON household_event (happened_on);
CREATE INDEX ix_household_event_person_id ON household_event (person_id);
CREATE INDEX ix_household_event_household_id ON household_event (household_id);
CREATE INDEX ix_household_event_other_household_id ON household_event (other_household_id);
CREATE INDEX ix_average_living_household_household_id ON average_living_household (household_id);
CREATE INDEX ix_plan_basis_plan_id ON plan_basis (plan_id);
CREATE INDEX ix_plan_basis_incoming_paper_id ON plan_basis (incoming_paper_id);
CREATE INDEX ix_plan_section_plan_id ON plan_section (plan_id);
CREATE INDEX ix_plan_section_indicator_id ON plan_section (indicator_id);
CREATE INDEX ix_plan_section_parent_id ON plan_section (parent_id);
CREATE INDEX ix_plan_link_plan_id ON plan_link (plan_id);
CREATE INDEX ix_plan_role_body_id ON plan_role (body_id);
CREATE INDEX ix_plan_role_plan_id ON plan_role (plan_id);
CREATE INDEX ix_plan_recipient_plan_id ON plan_recipient (plan_id);
CREATE INDEX ix_issued_paper_person_id ON issued_paper (person_id);
CREATE INDEX ix_issued_paper_period_id ON issued_paper (period_id);
CREATE INDEX ix_issued_paper_plan_id ON issued_paper (plan_id);
CREATE INDEX ix_issued_paper_previous_version_id ON issued_paper (previous_version_id);
CREATE INDEX ix_issued_paper_year ON issued_paper (year);
CREATE INDEX ix_issued_paper_household_id ON issued_paper (household_id);
CREATE INDEX ix_support_proposal_subject_line_id ON support_proposal_subject (line_id);
CREATE INDEX ix_support_proposal_subject_household_id ON support_proposal_subject (household_id);
CREATE INDEX ix_support_proposal_subject_person_id ON support_proposal_subject (person_id);
CREATE INDEX ix_meeting_vote_household_id ON meeting_vote (household_id);
CREATE INDEX ix_meeting_vote_meeting_id ON meeting_vote (meeting_id);
CREATE INDEX ix_complaint_posting_id ON complaint (posting_id);
CREATE INDEX ix_complaint_household_id ON complaint (household_id);
CREATE INDEX ix_round_outcome_hamlet_id ON round_outcome (hamlet_id);
CREATE INDEX ix_round_outcome_household_id ON round_outcome (household_id);
CREATE INDEX ix_round_outcome_round_id ON round_outcome (round_id);
CREATE INDEX ix_certificate_household_id ON certificate (household_id);
CREATE INDEX ix_review_request_household_id ON review_request (household_id);
CREATE INDEX ix_review_request_round_id ON review_request (round_id);
CREATE INDEX ix_review_request_hamlet_id ON review_request (hamlet_id);
CREATE INDEX ix_review_round_id ON review (round_id);
CREATE INDEX ix_review_reviewed_on ON review (reviewed_on);
CREATE INDEX ix_review_household_id ON review (household_id);
CREATE INDEX ix_support_event_cadre_id ON support_event (cadre_id);
CREATE INDEX ix_support_event_household_id ON support_event (household_id);
CREATE INDEX ix_support_event_hamlet_id ON support_event (hamlet_id);
CREATE INDEX ix_support_event_kind ON support_event (kind);
CREATE INDEX ix_support_event_attendee_id ON support_event (attendee_id);
CREATE INDEX ix_support_event_project_id ON support_event (project_id);
CREATE INDEX ix_support_event_happened_on ON support_event (happened_on);
CREATE INDEX ix_support_event_person_id ON support_event (person_id);
CREATE INDEX ix_livelihood_member_model_id ON livelihood_member (model_id);
CREATE INDEX ix_livelihood_member_household_id ON livelihood_member (household_id);
CREATE INDEX ix_inspection_finding_inspection_id ON inspection_finding (inspection_id);
CREATE INDEX ix_payment_line_household_id ON payment_line (household_id);
CREATE INDEX ix_payment_line_person_id ON payment_line (person_id);
CREATE INDEX ix_payment_line_list_id ON payment_line (list_id);
CREATE INDEX ix_assignment_household_id ON assignment (household_id);
CREATE INDEX ix_assignment_cadre_id ON assignment (cadre_id);
CREATE INDEX ix_hamlet_assignment_cadre_id ON hamlet_assignment (cadre_id);
CREATE INDEX ix_hamlet_assignment_hamlet_id ON hamlet_assignment (hamlet_id);
CREATE INDEX ix_disbursement_budget_line_id ON disbursement (budget_line_id);
CREATE INDEX ix_frozen_figure_indicator_id ON frozen_figure (indicator_id);
CREATE INDEX ix_frozen_figure_period_id ON frozen_figure (period_id);
CREATE INDEX ix_plan_role_lead_role_id ON plan_role_lead (role_id);
CREATE INDEX ix_decision_issued_paper_id ON decision (issued_paper_id);
CREATE INDEX ix_decision_round_id ON decision (round_id);
CREATE INDEX ix_certificate_year_certificate_id ON certificate_year (certificate_id);
CREATE INDEX ix_review_member_person_id ON review_member (person_id);
CREATE INDEX ix_review_member_review_id ON review_member (review_id);
CREATE INDEX ix_review_answer_review_id ON review_answer (review_id);
CREATE INDEX ix_review_reference_answer_review_id ON review_reference_answer (review_id);
CREATE INDEX ix_review_input_review_id ON review_input (review_id);
CREATE INDEX ix_review_reason_review_id ON review_reason (review_id);
CREATE INDEX ix_review_need_review_id ON review_need (review_id);
CREATE INDEX ix_review_group_review_id ON review_group (review_id);
CREATE INDEX ix_review_form_a_review_id ON review_form_a (review_id);
CREATE INDEX ix_loan_household_id ON loan (household_id);
CREATE INDEX ix_loan_support_event_id ON loan (support_event_id);
CREATE INDEX ix_livelihood_contribution_member_id ON livelihood_contribution (member_id);
CREATE INDEX ix_class_history_counted ON class_history (household_id, counted_from);
CREATE INDEX ix_class_history_entitled ON class_history (household_id, entitled_from);
CREATE INDEX ix_class_history_household_id ON class_history (household_id);
CREATE INDEX ix_class_history_decision_id ON class_history (decision_id);
CREATE INDEX ix_class_history_round_id ON class_history (round_id);
COMMIT;
PRAGMA application_id = 1347830850;
PRAGMA user_version = 1;
