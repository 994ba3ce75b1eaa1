extension Migration {
    /// The authorities' records, the audit record and the built-in directory.
    ///
    /// Instants are milliseconds since 1970, identifiers sixteen-byte blobs, `STRICT` tables refuse values of another type. Each index says why it exists: a submission
    /// pays for every one of them.
    static let authority = Migration(
        number: 1,
        name: "authority",
        sql: """
            CREATE TABLE state (
                only INTEGER PRIMARY KEY CHECK (only = 1),
                rights_epoch INTEGER NOT NULL CHECK (rights_epoch >= 1),
                domain_a INTEGER NOT NULL CHECK (domain_a BETWEEN 0 AND 4294967295),
                domain_b INTEGER NOT NULL CHECK (domain_b BETWEEN 0 AND 4294967295),
                domain_c INTEGER NOT NULL CHECK (domain_c BETWEEN 0 AND 4294967295),
                next_relative_id INTEGER NOT NULL CHECK (next_relative_id BETWEEN 1000 AND 4294967295)
            ) STRICT;
            CREATE TRIGGER state_grows BEFORE UPDATE ON state
            WHEN NEW.rights_epoch < OLD.rights_epoch OR NEW.next_relative_id < OLD.next_relative_id
                OR NEW.domain_a <> OLD.domain_a OR NEW.domain_b <> OLD.domain_b OR NEW.domain_c <> OLD.domain_c
            BEGIN SELECT RAISE(ABORT, 'the rights epoch and relative identifiers only grow and the domain identifier never changes'); END;
            CREATE TRIGGER state_stays BEFORE DELETE ON state BEGIN SELECT RAISE(ABORT, 'the state row stays'); END;

            CREATE TABLE authority (
                number INTEGER PRIMARY KEY CHECK (number BETWEEN 1 AND 4194303),
                id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
                role TEXT NOT NULL CHECK (role IN ('root', 'issuing')),
                name TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (name <> ''),
                parent INTEGER REFERENCES authority (number) CHECK (parent IS NOT number),
                dns_name TEXT NOT NULL,
                settings TEXT NOT NULL CHECK (json_extract(settings, '$.form') >= 1),
                access TEXT NOT NULL CHECK (json_extract(access, '$.form') >= 1),
                revision INTEGER NOT NULL CHECK (revision >= 1),
                created INTEGER NOT NULL,
                CHECK ((role = 'root') = (parent IS NULL))
            ) STRICT;
            CREATE TRIGGER authority_revision BEFORE UPDATE ON authority WHEN NEW.revision <> OLD.revision + 1
            BEGIN SELECT RAISE(ABORT, 'an authority''s revision grows by one'); END;
            CREATE TRIGGER authority_identity BEFORE UPDATE ON authority
            WHEN NEW.number <> OLD.number OR NEW.id <> OLD.id OR NEW.role <> OLD.role OR NEW.name <> OLD.name OR NEW.parent IS NOT OLD.parent
            BEGIN SELECT RAISE(ABORT, 'an authority''s name and identity stand in certificates and never change'); END;
            CREATE TRIGGER authority_stays BEFORE DELETE ON authority BEGIN SELECT RAISE(ABORT, 'authorities stay'); END;

            -- A key is apart from the certificates that name it: renewed with the same key, an authority goes on with the same lists and numbers.
            CREATE TABLE authority_key (
                authority INTEGER NOT NULL REFERENCES authority (number),
                idx INTEGER NOT NULL CHECK (idx >= 0),
                -- Where the private half is, e.g. sealed-file:issuing-0.
                reference TEXT NOT NULL UNIQUE CHECK (reference LIKE '%_:_%'),
                public_key BLOB NOT NULL,
                signature_algorithm BLOB NOT NULL,
                list_path TEXT NOT NULL UNIQUE,
                PRIMARY KEY (authority, idx)
            ) STRICT;
            CREATE TRIGGER authority_key_fixed BEFORE UPDATE ON authority_key BEGIN SELECT RAISE(ABORT, 'keys never change'); END;
            CREATE TRIGGER authority_key_stays BEFORE DELETE ON authority_key BEGIN SELECT RAISE(ABORT, 'keys stay'); END;

            CREATE TABLE generation (
                authority INTEGER NOT NULL REFERENCES authority (number),
                idx INTEGER NOT NULL CHECK (idx >= 0),
                key_idx INTEGER NOT NULL CHECK (key_idx BETWEEN 0 AND idx),
                certificate BLOB NOT NULL,
                aia_path TEXT NOT NULL UNIQUE,
                PRIMARY KEY (authority, idx),
                FOREIGN KEY (authority, key_idx) REFERENCES authority_key (authority, idx)
            ) STRICT;
            CREATE TRIGGER generation_fixed BEFORE UPDATE ON generation BEGIN SELECT RAISE(ABORT, 'generations never change'); END;
            CREATE TRIGGER generation_stays BEFORE DELETE ON generation BEGIN SELECT RAISE(ABORT, 'generations stay'); END;

            CREATE TABLE template (
                name TEXT PRIMARY KEY COLLATE NOCASE CHECK (name <> ''),
                oid TEXT NOT NULL UNIQUE,
                version INTEGER NOT NULL CHECK (version >= 1)
            ) STRICT;
            CREATE TRIGGER template_version_grows BEFORE UPDATE ON template WHEN NEW.version <> OLD.version + 1
            BEGIN SELECT RAISE(ABORT, 'a template''s version grows by one'); END;
            CREATE TABLE template_version (
                name TEXT NOT NULL COLLATE NOCASE REFERENCES template (name),
                version INTEGER NOT NULL CHECK (version >= 1),
                document TEXT NOT NULL CHECK (json_extract(document, '$.form') >= 1),
                PRIMARY KEY (name, version)
            ) STRICT;
            CREATE TRIGGER template_version_fixed BEFORE UPDATE ON template_version BEGIN SELECT RAISE(ABORT, 'template versions never change'); END;
            CREATE TRIGGER template_version_stays BEFORE DELETE ON template_version BEGIN SELECT RAISE(ABORT, 'template versions stay'); END;

            CREATE TABLE agent_grant (
                agent BLOB NOT NULL CHECK (length(agent) = 16),
                template TEXT NOT NULL COLLATE NOCASE,
                subjects TEXT NOT NULL CHECK (subjects LIKE 'S-1-%'),
                PRIMARY KEY (agent, template, subjects)
            ) STRICT, WITHOUT ROWID;

            -- The next request id of each authority; taken in blocks. Not tied to the authority's row: the first id is taken before that is stored.
            CREATE TABLE request_id (
                authority INTEGER PRIMARY KEY,
                next INTEGER NOT NULL CHECK (next >= 1)
            ) STRICT;
            CREATE TABLE lease (
                work TEXT NOT NULL PRIMARY KEY CHECK (work <> ''),
                fence INTEGER NOT NULL CHECK (fence >= 1)
            ) STRICT, WITHOUT ROWID;
            CREATE TRIGGER lease_grows BEFORE UPDATE ON lease WHEN NEW.fence <= OLD.fence OR NEW.work <> OLD.work
            BEGIN SELECT RAISE(ABORT, 'a lease''s fence only grows'); END;
            CREATE TRIGGER lease_stays BEFORE DELETE ON lease BEGIN SELECT RAISE(ABORT, 'leases stay'); END;

            CREATE TABLE request (
                -- authority number << 40 | request id: the row's place is its identity, without an index of its own.
                key INTEGER PRIMARY KEY,
                authority INTEGER NOT NULL REFERENCES authority (number),
                revision INTEGER NOT NULL CHECK (revision >= 1),
                -- No IN with eight numbers: SQLite would make a table of them for every row that is written.
                disposition INTEGER NOT NULL CHECK (disposition = 8 OR disposition = 9 OR disposition = 12 OR disposition = 15 OR disposition = 20
                    OR disposition = 21 OR disposition = 30 OR disposition = 31),
                status INTEGER NOT NULL CHECK (status BETWEEN 0 AND 4294967295),
                -- Text from outside is kept as the octets of its UTF-8: it may hold U+0000, which ends a text in some databases and functions.
                message BLOB NOT NULL,
                reason BLOB,
                request_type INTEGER NOT NULL,
                request_flags INTEGER NOT NULL,
                submitted INTEGER NOT NULL,
                resolved INTEGER,
                revoked INTEGER,
                revoked_effective INTEGER,
                revoked_reason INTEGER CHECK (revoked_reason BETWEEN -1 AND 10),
                requester_name TEXT NOT NULL,
                requester BLOB NOT NULL CHECK (length(requester) = 16),
                caller_name TEXT NOT NULL,
                caller BLOB NOT NULL CHECK (length(caller) = 16),
                door TEXT NOT NULL,
                remote_address TEXT NOT NULL,
                correlation BLOB NOT NULL CHECK (length(correlation) = 16),
                submission_key BLOB CHECK (length(submission_key) BETWEEN 1 AND 512),
                template_name BLOB,
                template_version INTEGER CHECK (template_version >= 1),
                officer BLOB CHECK (length(officer) = 16),
                serial TEXT CHECK (serial <> '' AND serial NOT GLOB '*[^0-9a-f]*'),
                generation INTEGER,
                not_before INTEGER,
                not_after INTEGER,
                enrollment_flags INTEGER,
                general_flags INTEGER,
                private_key_flags INTEGER,
                template_identifier TEXT,
                -- Last, so that the columns above are read without touching overflow pages.
                raw_attributes BLOB NOT NULL,
                attributes BLOB NOT NULL,
                raw_name BLOB NOT NULL,
                raw_request BLOB NOT NULL,
                certificate BLOB,
                CHECK (key >> 40 = authority AND key & 0xFFFFFFFFFF >= 1),
                CHECK ((serial IS NULL) = (certificate IS NULL) AND (serial IS NULL) = (generation IS NULL) AND (serial IS NULL) = (not_before IS NULL)
                    AND (serial IS NULL) = (not_after IS NULL) AND (serial IS NULL) = (template_identifier IS NULL)),
                CHECK (disposition NOT IN (20, 21) OR serial IS NOT NULL),
                CHECK (disposition <> 21 OR (revoked IS NOT NULL AND revoked_reason IS NOT NULL))
            ) STRICT;
            -- No serial number twice at one authority; also the way from a certificate to its row.
            CREATE UNIQUE INDEX request_serial ON request (authority, serial) WHERE serial IS NOT NULL;
            -- A repeat finds the first result; rows without a key pay nothing.
            CREATE UNIQUE INDEX request_submission ON request (authority, caller, submission_key) WHERE submission_key IS NOT NULL;
            -- Pending, denied, revoked … in id order; the issued rows, nearly all, are not in it.
            CREATE INDEX request_unissued ON request (disposition) WHERE disposition <> 20;
            -- A user's own rows. New entries of one requester lie side by side, so that a batch touches few pages; without it each user's listing reads the whole table.
            CREATE INDEX request_requester ON request (requester);
            -- The same for rows brought by somebody else than their subject, and only for them.
            CREATE INDEX request_caller ON request (caller) WHERE caller <> requester;
            -- What a CRL lists, without the good certificates.
            CREATE INDEX request_revoked ON request (authority, generation) WHERE disposition = 21;
            CREATE TRIGGER request_revision BEFORE UPDATE ON request WHEN NEW.revision <> OLD.revision + 1
            BEGIN SELECT RAISE(ABORT, 'a request''s revision grows by one'); END;
            CREATE TRIGGER request_certificate_fixed BEFORE UPDATE ON request
            WHEN OLD.serial IS NOT NULL AND (NEW.serial IS NOT OLD.serial OR NEW.certificate IS NOT OLD.certificate OR NEW.generation IS NOT OLD.generation)
            BEGIN SELECT RAISE(ABORT, 'an issued certificate never changes'); END;
            CREATE TRIGGER request_stays BEFORE DELETE ON request BEGIN SELECT RAISE(ABORT, 'requests stay'); END;

            CREATE TABLE revocation_list (
                authority INTEGER NOT NULL,
                key_idx INTEGER NOT NULL,
                shard INTEGER NOT NULL CHECK (shard >= 0),
                number INTEGER NOT NULL CHECK (number >= 1),
                signed INTEGER NOT NULL,
                this_update INTEGER NOT NULL CHECK (this_update <= signed),
                next_update INTEGER NOT NULL CHECK (next_update > this_update),
                count INTEGER NOT NULL CHECK (count >= 0),
                -- The list shows every line of the journal through this one.
                covers_through INTEGER NOT NULL CHECK (covers_through >= 0),
                -- SHA-256 of its bytes, which are a file in objects/ written before this row.
                object TEXT NOT NULL CHECK (length(object) = 64 AND object NOT GLOB '*[^0-9a-f]*'),
                PRIMARY KEY (authority, key_idx, shard, number),
                FOREIGN KEY (authority, key_idx) REFERENCES authority_key (authority, idx)
            ) STRICT;
            CREATE TRIGGER revocation_list_grows BEFORE INSERT ON revocation_list
            WHEN NEW.number <= (SELECT max(number) FROM revocation_list WHERE authority = NEW.authority AND key_idx = NEW.key_idx AND shard = NEW.shard)
            BEGIN SELECT RAISE(ABORT, 'CRL numbers only grow'); END;
            CREATE TRIGGER revocation_list_stays BEFORE DELETE ON revocation_list BEGIN SELECT RAISE(ABORT, 'CRL numbers stay'); END;
            CREATE TRIGGER revocation_list_fixed BEFORE UPDATE ON revocation_list BEGIN SELECT RAISE(ABORT, 'a CRL never changes'); END;

            -- Every revocation and release, in the order in which they happened. A list is due while lines of it are newer than what the list covers.
            CREATE TABLE revocation_journal (
                sequence INTEGER PRIMARY KEY,
                authority INTEGER NOT NULL,
                key_idx INTEGER NOT NULL,
                shard INTEGER NOT NULL CHECK (shard >= 0),
                request INTEGER NOT NULL,
                revision INTEGER NOT NULL,
                serial TEXT NOT NULL CHECK (serial <> '' AND serial NOT GLOB '*[^0-9a-f]*'),
                reason INTEGER NOT NULL CHECK (reason BETWEEN 0 AND 10),
                at INTEGER NOT NULL,
                FOREIGN KEY (authority, key_idx) REFERENCES authority_key (authority, idx)
            ) STRICT;
            -- The lines a list does not cover.
            CREATE INDEX revocation_journal_key ON revocation_journal (authority, key_idx, shard, sequence);
            -- One line for each act on a row; also how the row finds it.
            CREATE UNIQUE INDEX revocation_journal_act ON revocation_journal (request, revision);
            CREATE TRIGGER revocation_journal_grows AFTER INSERT ON revocation_journal
            WHEN NEW.sequence < (SELECT max(sequence) FROM revocation_journal)
            BEGIN SELECT RAISE(ABORT, 'the revocation journal only grows'); END;
            CREATE TRIGGER revocation_journal_fixed BEFORE UPDATE ON revocation_journal
            BEGIN SELECT RAISE(ABORT, 'the revocation journal never changes'); END;
            CREATE TRIGGER revocation_journal_stays BEFORE DELETE ON revocation_journal
            BEGIN SELECT RAISE(ABORT, 'the revocation journal stays'); END;
            CREATE TRIGGER request_revocation_is_recorded BEFORE UPDATE ON request
            WHEN (NEW.disposition = 21 OR OLD.disposition = 21)
                AND NOT EXISTS (SELECT 1 FROM revocation_journal WHERE request = NEW.key AND revision = NEW.revision)
            BEGIN SELECT RAISE(ABORT, 'a revocation stands in the journal before it stands in its row'); END;
            CREATE TRIGGER request_revoked_is_recorded BEFORE INSERT ON request
            WHEN NEW.disposition = 21 AND NOT EXISTS (SELECT 1 FROM revocation_journal WHERE request = NEW.key AND revision = NEW.revision)
            BEGIN SELECT RAISE(ABORT, 'a revocation stands in the journal before it stands in its row'); END;

            -- What a key outside the process was asked to sign, committed before it was asked.
            CREATE TABLE signing_intent (
                sequence INTEGER PRIMARY KEY,
                authority INTEGER NOT NULL,
                key_idx INTEGER NOT NULL,
                serial TEXT CHECK (serial <> '' AND serial NOT GLOB '*[^0-9a-f]*'),
                list_number INTEGER CHECK (list_number >= 1),
                body BLOB NOT NULL,
                CHECK ((serial IS NULL) <> (list_number IS NULL))
            ) STRICT;
            CREATE TRIGGER signing_intent_fixed BEFORE UPDATE ON signing_intent BEGIN SELECT RAISE(ABORT, 'intents never change'); END;
            CREATE TRIGGER signing_intent_stays BEFORE DELETE ON signing_intent BEGIN SELECT RAISE(ABORT, 'intents stay'); END;

            CREATE TABLE audit (
                position INTEGER PRIMARY KEY,
                at INTEGER NOT NULL,
                actor TEXT NOT NULL,
                kind INTEGER NOT NULL CHECK (kind BETWEEN 1 AND 255),
                event TEXT NOT NULL,
                leaf_hash BLOB NOT NULL CHECK (length(leaf_hash) = 32),
                salt BLOB NOT NULL CHECK (length(salt) = 32),
                bytes BLOB NOT NULL CHECK (length(bytes) > 0)
            ) STRICT;
            CREATE TRIGGER audit_fixed BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the record never changes'); END;
            CREATE TRIGGER audit_stays BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the record stays'); END;

            CREATE TABLE principal (
                sid TEXT NOT NULL PRIMARY KEY CHECK (sid LIKE 'S-1-%'),
                id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
                kind TEXT NOT NULL CHECK (kind IN ('user', 'machine', 'service', 'group')),
                -- The folded names are what is compared; folding is the program's, because SQLite folds ASCII only.
                folded_name TEXT NOT NULL UNIQUE CHECK (folded_name <> ''),
                folded_upn TEXT UNIQUE,
                folded_dns TEXT UNIQUE,
                enabled INTEGER NOT NULL CHECK (enabled IN (0, 1)),
                revision INTEGER NOT NULL CHECK (revision >= 1),
                document TEXT NOT NULL CHECK (json_extract(document, '$.form') >= 1)
            ) STRICT;
            CREATE TRIGGER principal_revision BEFORE UPDATE ON principal WHEN NEW.revision <> OLD.revision + 1
            BEGIN SELECT RAISE(ABORT, 'a principal''s revision grows by one'); END;
            CREATE TRIGGER principal_identity BEFORE UPDATE ON principal WHEN NEW.id <> OLD.id OR NEW.sid <> OLD.sid OR NEW.kind <> OLD.kind
            BEGIN SELECT RAISE(ABORT, 'a principal''s id, SID and kind never change'); END;
            CREATE TRIGGER principal_stays BEFORE DELETE ON principal BEGIN SELECT RAISE(ABORT, 'principals are disabled, not deleted'); END;

            CREATE TABLE password (
                principal BLOB NOT NULL PRIMARY KEY REFERENCES principal (id),
                algorithm TEXT NOT NULL CHECK (algorithm <> ''),
                cost INTEGER NOT NULL CHECK (cost >= 2),
                block_size INTEGER NOT NULL CHECK (block_size >= 1),
                parallelism INTEGER NOT NULL CHECK (parallelism >= 1),
                salt BLOB NOT NULL CHECK (length(salt) >= 16),
                hash BLOB NOT NULL CHECK (length(hash) >= 16),
                generation BLOB NOT NULL CHECK (length(generation) = 16)
            ) STRICT, WITHOUT ROWID;

            CREATE TABLE membership (
                member TEXT NOT NULL REFERENCES principal (sid),
                group_sid TEXT NOT NULL REFERENCES principal (sid),
                PRIMARY KEY (member, group_sid),
                CHECK (member <> group_sid)
            ) STRICT, WITHOUT ROWID;
            -- The members of a group: for lists, and to see at each change whether an administrator is left.
            CREATE INDEX membership_members ON membership (group_sid);
            CREATE TRIGGER membership_group BEFORE INSERT ON membership
            WHEN (SELECT kind FROM principal WHERE sid = NEW.group_sid) IS NOT 'group'
            BEGIN SELECT RAISE(ABORT, 'only a group has members'); END;
            """
    )
}
