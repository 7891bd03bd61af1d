BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0001');
CREATE TABLE audit (
	seq INTEGER NOT NULL, 
	at TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	body TEXT NOT NULL, 
	prev_hash TEXT NOT NULL, 
	hash TEXT NOT NULL, 
	PRIMARY KEY (seq)
);
INSERT INTO "audit" VALUES(1,'2026-11-24T09:00:42.351805+00:00','workspace.created','{}','0000000000000000000000000000000000000000000000000000000000000000','d000adbccc74dad4b73a5586e7d42959a9a220429c85ecb67ef2a04a1367b167');
INSERT INTO "audit" VALUES(2,'2026-11-24T09:00:42.367289+00:00','run.committed','{"digest":"2b957592ee131c5d59cc0afe4ddb626a46b7506a352087a879ed2a4073d32373","number":1,"operations":2,"run":"20261124-090042-af66"}','d000adbccc74dad4b73a5586e7d42959a9a220429c85ecb67ef2a04a1367b167','7095114822ae986fbef1d0b567f4c439747c37077d2602916308e6f3264b47e1');
INSERT INTO "audit" VALUES(3,'2026-11-24T09:00:42.370001+00:00','operation.decided','{"digest":"8d7ed7ced79b0cac51bbc62450881e3001a0d4f50fe78d89348b34d3a185fbb5","number":1,"operation":"op1","verdict":"uphold"}','7095114822ae986fbef1d0b567f4c439747c37077d2602916308e6f3264b47e1','7b25fb20c18d314a12e788211d16f9b042f46d0c66eedc98cfe1d57414d42846');
INSERT INTO "audit" VALUES(4,'2026-11-24T09:00:42.370865+00:00','operation.decided','{"digest":"8884248c1e0a819bfb09c993b4923e77331bc1d2df5f3e02429618baee9c9f59","number":2,"operation":"op1","verdict":"dismiss"}','7b25fb20c18d314a12e788211d16f9b042f46d0c66eedc98cfe1d57414d42846','a7894d7c0322c8d70b200e311f38a6cc790a827e3907ed6a2db370f46c6aba5d');
INSERT INTO "audit" VALUES(5,'2026-11-24T09:00:42.381433+00:00','run.committed','{"digest":"38c9f5ed6be103d427efeb375237361a8de920b1d08c946e708a077c18e4697c","number":2,"operations":1,"run":"20261124-090042-1e1e"}','a7894d7c0322c8d70b200e311f38a6cc790a827e3907ed6a2db370f46c6aba5d','b60f634b73fc76a5bc7d0809b00535a25996d79f40d090430be806eec45ee632');
INSERT INTO "audit" VALUES(6,'2026-11-24T09:00:42.382632+00:00','operation.decided','{"digest":"0d4bccfe02cd31fd5712f4785c3fc4e2f59e5412953d64e0b39a4c70590a4666","number":3,"operation":"op2","verdict":"unsure"}','b60f634b73fc76a5bc7d0809b00535a25996d79f40d090430be806eec45ee632','56bb119d6cead599121ffb0e52c587dd12200a50f8033c872bfae7db660382b7');
CREATE TABLE decisions (
	number INTEGER NOT NULL, 
	operation TEXT NOT NULL, 
	body TEXT NOT NULL, 
	PRIMARY KEY (number)
);
INSERT INTO "decisions" VALUES(1,'op1','{"operation":"op1","verdict":"uphold","reason":"«uphold» ''quoted''; 多","decided":"2026-03-01T12:00:00Z","evidence":"e","posts":["p1","p2"]}');
INSERT INTO "decisions" VALUES(2,'op1','{"operation":"op1","verdict":"dismiss","reason":"«dismiss» ''quoted''; 多","decided":"2026-03-01T12:00:00Z","evidence":"e","posts":["p1","p2"]}');
INSERT INTO "decisions" VALUES(3,'op2','{"operation":"op2","verdict":"unsure","reason":"seen","decided":"2026-03-01T12:00:00Z","evidence":"e","posts":["p1","p2"]}');
CREATE TABLE operation_events (
	number INTEGER NOT NULL, 
	run TEXT NOT NULL, 
	operation TEXT NOT NULL, 
	body TEXT NOT NULL, 
	PRIMARY KEY (number), 
	FOREIGN KEY(run) REFERENCES runs (id)
);
INSERT INTO "operation_events" VALUES(1,'20261124-090042-af66','op1','{"run":"20261124-090042-af66","operation":"op1","event":"grew","others":[]}');
INSERT INTO "operation_events" VALUES(2,'20261124-090042-af66','op2','{"run":"20261124-090042-af66","operation":"op2","event":"grew","others":[]}');
INSERT INTO "operation_events" VALUES(3,'20261124-090042-1e1e','op2','{"run":"20261124-090042-1e1e","operation":"op2","event":"grew","others":[]}');
CREATE TABLE operations (
	run TEXT NOT NULL, 
	rank INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	body TEXT NOT NULL, 
	PRIMARY KEY (run, rank), 
	UNIQUE (run, id), 
	FOREIGN KEY(run) REFERENCES runs (id)
);
INSERT INTO "operations" VALUES('20261124-090042-af66',0,'op1','{"id":"op1","posts":3,"link_kinds":["identifier","template"],"templates":["t1"],"urgency":12.5,"reasons":[{"sentence":"They share one number.","weight":12.5,"unit":"decibans"}],"first_seen":"2026-03-01T12:00:00Z","last_seen":"2026-03-01T12:00:00Z","places":[],"languages":[]}');
INSERT INTO "operations" VALUES('20261124-090042-af66',1,'op2','{"id":"op2","posts":3,"link_kinds":["identifier","template"],"templates":["t1"],"urgency":12.5,"reasons":[{"sentence":"They share one number.","weight":12.5,"unit":"decibans"}],"first_seen":"2026-03-01T12:00:00Z","last_seen":"2026-03-01T12:00:00Z","places":[],"languages":[]}');
INSERT INTO "operations" VALUES('20261124-090042-1e1e',0,'op2','{"id":"op2","posts":3,"link_kinds":["identifier","template"],"templates":["t1"],"urgency":12.5,"reasons":[{"sentence":"They share one number.","weight":12.5,"unit":"decibans"}],"first_seen":"2026-03-01T12:00:00Z","last_seen":"2026-03-01T12:00:00Z","places":[],"languages":[]}');
CREATE TABLE runs (
	number INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	manifest TEXT NOT NULL, 
	summary TEXT NOT NULL, 
	PRIMARY KEY (number), 
	UNIQUE (id)
);
INSERT INTO "runs" VALUES(1,'20261124-090042-af66','7d2166f7707c1503fa1d15f138b79ca815a315e71b5f8f03fb8402796b83c123','{"run":"20261124-090042-af66","read":3,"rejected":0,"repeated":0,"posts":3,"mentions":0,"signals":0,"templates":1,"links":0,"operations":2,"seconds":0.1,"finished":"2026-03-01T12:00:00Z","notes":[]}');
INSERT INTO "runs" VALUES(2,'20261124-090042-1e1e','6a803a4492c463b5f802a95acba52969a57606d95aee3c1f08135a700f2f3da4','{"run":"20261124-090042-1e1e","read":4,"rejected":0,"repeated":0,"posts":4,"mentions":0,"signals":0,"templates":1,"links":0,"operations":1,"seconds":0.1,"finished":"2026-03-01T12:00:00Z","notes":[]}');
CREATE TABLE settings (
	name TEXT NOT NULL, 
	value TEXT NOT NULL, 
	PRIMARY KEY (name)
);
INSERT INTO "settings" VALUES('seed','3934702685506914565');
CREATE INDEX ix_operation_events_operation ON operation_events (operation);
CREATE INDEX ix_decisions_operation ON decisions (operation);
CREATE TRIGGER audit_no_update before update on audit begin select raise(abort, 'audit is append-only'); end;
CREATE TRIGGER audit_no_delete before delete on audit begin select raise(abort, 'audit is append-only'); end;
CREATE TRIGGER decisions_no_update before update on decisions begin select raise(abort, 'decisions is append-only'); end;
CREATE TRIGGER decisions_no_delete before delete on decisions begin select raise(abort, 'decisions is append-only'); end;
CREATE TRIGGER operation_events_no_update before update on operation_events begin select raise(abort, 'operation_events is append-only'); end;
CREATE TRIGGER operation_events_no_delete before delete on operation_events begin select raise(abort, 'operation_events is append-only'); end;
CREATE TRIGGER runs_no_update before update on runs begin select raise(abort, 'runs is append-only'); end;
CREATE TRIGGER runs_no_delete before delete on runs begin select raise(abort, 'runs is append-only'); end;
COMMIT;
