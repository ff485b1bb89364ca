"""Cán bộ, phân công: who helps which family, hamlets in charge, registered exits, land, organisations."""
