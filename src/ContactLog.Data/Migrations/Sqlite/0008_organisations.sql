-- Organisations: who belongs to them, which access is held through them, what happened in them. A link may now admit to an
-- organisation instead of a case, and a colleague may be proposed in somebody's place; so the table of links is made anew.
CREATE TABLE "Organisations" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_Organisations" PRIMARY KEY,
    "SealedName" BLOB NOT NULL,
    "CreatedAt" INTEGER NOT NULL
);

CREATE TABLE "OrganisationMembers" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_OrganisationMembers" PRIMARY KEY,
    "OrganisationId" TEXT NOT NULL,
    "UserId" TEXT NOT NULL,
    "SealedName" BLOB NOT NULL,
    "IsSupervisor" INTEGER NOT NULL,
    "JoinedAt" INTEGER NOT NULL,
    CONSTRAINT "FK_OrganisationMembers_AspNetUsers_UserId" FOREIGN KEY ("UserId") REFERENCES "AspNetUsers" ("Id") ON DELETE RESTRICT,
    CONSTRAINT "FK_OrganisationMembers_Organisations_OrganisationId" FOREIGN KEY ("OrganisationId") REFERENCES "Organisations" ("Id") ON DELETE CASCADE
);

CREATE TABLE "OrganisationGrants" (
    "MemberId" TEXT NOT NULL CONSTRAINT "PK_OrganisationGrants" PRIMARY KEY,
    "OrganisationId" TEXT NOT NULL,
    CONSTRAINT "FK_OrganisationGrants_Organisations_OrganisationId" FOREIGN KEY ("OrganisationId") REFERENCES "Organisations" ("Id") ON DELETE CASCADE,
    CONSTRAINT "FK_OrganisationGrants_ShareMembers_MemberId" FOREIGN KEY ("MemberId") REFERENCES "ShareMembers" ("Id") ON DELETE CASCADE
);

CREATE TABLE "OrganisationEvents" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_OrganisationEvents" PRIMARY KEY AUTOINCREMENT,
    "Key" TEXT NOT NULL,
    "OrganisationId" TEXT NOT NULL,
    "At" INTEGER NOT NULL,
    "Sealed" BLOB NOT NULL,
    CONSTRAINT "FK_OrganisationEvents_Organisations_OrganisationId" FOREIGN KEY ("OrganisationId") REFERENCES "Organisations" ("Id") ON DELETE CASCADE
);

CREATE TABLE "ShareInvitations_new" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_ShareInvitations" PRIMARY KEY,
    "CaseId" TEXT NULL,
    "SecretHash" BLOB NOT NULL,
    "Epoch" INTEGER NOT NULL,
    "SealedTerms" BLOB NULL,
    "SealedOffer" BLOB NOT NULL,
    "CreatedAt" INTEGER NOT NULL,
    "ExpiresAt" INTEGER NOT NULL,
    "AdmittedAt" INTEGER NULL,
    "OrganisationId" TEXT NULL,
    "Replaces" TEXT NULL,
    "ReservedFor" TEXT NULL,
    "AcceptedBy" TEXT NULL,
    "AcceptedKey" BLOB NULL,
    "ClosedAt" INTEGER NULL,
    CONSTRAINT "FK_ShareInvitations_AspNetUsers_AcceptedBy" FOREIGN KEY ("AcceptedBy") REFERENCES "AspNetUsers" ("Id") ON DELETE RESTRICT,
    CONSTRAINT "FK_ShareInvitations_AspNetUsers_ReservedFor" FOREIGN KEY ("ReservedFor") REFERENCES "AspNetUsers" ("Id") ON DELETE RESTRICT,
    CONSTRAINT "FK_ShareInvitations_Cases_CaseId" FOREIGN KEY ("CaseId") REFERENCES "Cases" ("Id") ON DELETE CASCADE,
    CONSTRAINT "FK_ShareInvitations_Organisations_OrganisationId" FOREIGN KEY ("OrganisationId") REFERENCES "Organisations" ("Id") ON DELETE CASCADE,
    CONSTRAINT "FK_ShareInvitations_ShareMembers_Replaces" FOREIGN KEY ("Replaces") REFERENCES "ShareMembers" ("Id") ON DELETE CASCADE
);

INSERT INTO "ShareInvitations_new" ("Id", "CaseId", "SecretHash", "Epoch", "SealedTerms", "SealedOffer", "CreatedAt", "ExpiresAt", "AdmittedAt", "AcceptedBy", "AcceptedKey", "ClosedAt")
SELECT "Id", "CaseId", "SecretHash", "Epoch", "SealedTerms", "SealedOffer", "CreatedAt", "ExpiresAt", "AdmittedAt", "AcceptedBy", "AcceptedKey", "ClosedAt" FROM "ShareInvitations";
DROP TABLE "ShareInvitations";
ALTER TABLE "ShareInvitations_new" RENAME TO "ShareInvitations";

CREATE INDEX "IX_OrganisationEvents_OrganisationId_Id" ON "OrganisationEvents" ("OrganisationId", "Id");
CREATE INDEX "IX_OrganisationGrants_OrganisationId" ON "OrganisationGrants" ("OrganisationId");
CREATE INDEX "IX_OrganisationMembers_OrganisationId" ON "OrganisationMembers" ("OrganisationId");
CREATE UNIQUE INDEX "IX_OrganisationMembers_UserId" ON "OrganisationMembers" ("UserId");
CREATE INDEX "IX_ShareInvitations_AcceptedBy" ON "ShareInvitations" ("AcceptedBy");
CREATE INDEX "IX_ShareInvitations_CaseId" ON "ShareInvitations" ("CaseId");
CREATE INDEX "IX_ShareInvitations_OrganisationId" ON "ShareInvitations" ("OrganisationId");
CREATE INDEX "IX_ShareInvitations_Replaces" ON "ShareInvitations" ("Replaces");
CREATE INDEX "IX_ShareInvitations_ReservedFor" ON "ShareInvitations" ("ReservedFor");
CREATE UNIQUE INDEX "IX_ShareInvitations_SecretHash" ON "ShareInvitations" ("SecretHash");
