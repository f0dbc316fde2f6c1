-- The first schema. Frozen once released; later changes are files of their own.
CREATE TABLE "AspNetUsers" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_AspNetUsers" PRIMARY KEY,
    "CreatedAt" INTEGER NOT NULL,
    "Pair" INTEGER NOT NULL,
    "PublicKey" BLOB NOT NULL,
    "RecoveryConfirmedAt" INTEGER NULL,
    "SealedTotp" BLOB NULL,
    "TotpLastStep" INTEGER NOT NULL,
    "IdleMinutes" INTEGER NOT NULL,
    "UserName" TEXT NULL,
    "NormalizedUserName" TEXT NULL,
    "Email" TEXT NULL,
    "NormalizedEmail" TEXT NULL,
    "EmailConfirmed" INTEGER NOT NULL,
    "PasswordHash" TEXT NULL,
    "SecurityStamp" TEXT NULL,
    "ConcurrencyStamp" TEXT NULL,
    "PhoneNumber" TEXT NULL,
    "PhoneNumberConfirmed" INTEGER NOT NULL,
    "TwoFactorEnabled" INTEGER NOT NULL,
    "LockoutEnd" TEXT NULL,
    "LockoutEnabled" INTEGER NOT NULL,
    "AccessFailedCount" INTEGER NOT NULL
);


CREATE TABLE "Installation" (
    "Name" TEXT NOT NULL CONSTRAINT "PK_Installation" PRIMARY KEY,
    "Value" TEXT NOT NULL
);


CREATE TABLE "KeyRing" (
    "Name" TEXT NOT NULL CONSTRAINT "PK_KeyRing" PRIMARY KEY,
    "Sealed" BLOB NOT NULL
);


CREATE TABLE "AccountBackupCodes" (
    "UserId" TEXT NOT NULL,
    "Hash" BLOB NOT NULL,
    CONSTRAINT "PK_AccountBackupCodes" PRIMARY KEY ("UserId", "Hash"),
    CONSTRAINT "FK_AccountBackupCodes_AspNetUsers_UserId" FOREIGN KEY ("UserId") REFERENCES "AspNetUsers" ("Id") ON DELETE CASCADE
);


CREATE TABLE "AccountDevices" (
    "TokenHash" BLOB NOT NULL,
    "UserId" TEXT NOT NULL,
    "LastUsedAt" INTEGER NOT NULL,
    CONSTRAINT "PK_AccountDevices" PRIMARY KEY ("TokenHash", "UserId"),
    CONSTRAINT "FK_AccountDevices_AspNetUsers_UserId" FOREIGN KEY ("UserId") REFERENCES "AspNetUsers" ("Id") ON DELETE CASCADE
);


CREATE TABLE "AccountEvents" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_AccountEvents" PRIMARY KEY AUTOINCREMENT,
    "UserId" TEXT NOT NULL,
    "At" INTEGER NOT NULL,
    "Kind" TEXT NOT NULL,
    "SealedPlace" BLOB NOT NULL,
    CONSTRAINT "FK_AccountEvents_AspNetUsers_UserId" FOREIGN KEY ("UserId") REFERENCES "AspNetUsers" ("Id") ON DELETE CASCADE
);


CREATE TABLE "AccountResetCodes" (
    "UserId" TEXT NOT NULL CONSTRAINT "PK_AccountResetCodes" PRIMARY KEY,
    "Hash" BLOB NOT NULL,
    "ExpiresAt" INTEGER NOT NULL,
    CONSTRAINT "FK_AccountResetCodes_AspNetUsers_UserId" FOREIGN KEY ("UserId") REFERENCES "AspNetUsers" ("Id") ON DELETE CASCADE
);


CREATE TABLE "AccountWraps" (
    "UserId" TEXT NOT NULL,
    "Pair" INTEGER NOT NULL,
    "Kind" TEXT NOT NULL,
    "Stretching" TEXT NULL,
    "Sealed" BLOB NOT NULL,
    CONSTRAINT "PK_AccountWraps" PRIMARY KEY ("UserId", "Pair", "Kind"),
    CONSTRAINT "FK_AccountWraps_AspNetUsers_UserId" FOREIGN KEY ("UserId") REFERENCES "AspNetUsers" ("Id") ON DELETE CASCADE
);


CREATE TABLE "AspNetUserClaims" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_AspNetUserClaims" PRIMARY KEY AUTOINCREMENT,
    "UserId" TEXT NOT NULL,
    "ClaimType" TEXT NULL,
    "ClaimValue" TEXT NULL,
    CONSTRAINT "FK_AspNetUserClaims_AspNetUsers_UserId" FOREIGN KEY ("UserId") REFERENCES "AspNetUsers" ("Id") ON DELETE CASCADE
);


CREATE TABLE "AspNetUserLogins" (
    "LoginProvider" TEXT NOT NULL,
    "ProviderKey" TEXT NOT NULL,
    "ProviderDisplayName" TEXT NULL,
    "UserId" TEXT NOT NULL,
    CONSTRAINT "PK_AspNetUserLogins" PRIMARY KEY ("LoginProvider", "ProviderKey"),
    CONSTRAINT "FK_AspNetUserLogins_AspNetUsers_UserId" FOREIGN KEY ("UserId") REFERENCES "AspNetUsers" ("Id") ON DELETE CASCADE
);


CREATE TABLE "AspNetUserTokens" (
    "UserId" TEXT NOT NULL,
    "LoginProvider" TEXT NOT NULL,
    "Name" TEXT NOT NULL,
    "Value" TEXT NULL,
    CONSTRAINT "PK_AspNetUserTokens" PRIMARY KEY ("UserId", "LoginProvider", "Name"),
    CONSTRAINT "FK_AspNetUserTokens_AspNetUsers_UserId" FOREIGN KEY ("UserId") REFERENCES "AspNetUsers" ("Id") ON DELETE CASCADE
);


CREATE TABLE "Cases" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_Cases" PRIMARY KEY,
    "OwnerId" TEXT NOT NULL,
    "Epoch" INTEGER NOT NULL,
    "HeadSeq" INTEGER NOT NULL,
    "HeadDigest" TEXT NOT NULL,
    "CreatedAt" INTEGER NOT NULL,
    CONSTRAINT "FK_Cases_AspNetUsers_OwnerId" FOREIGN KEY ("OwnerId") REFERENCES "AspNetUsers" ("Id") ON DELETE RESTRICT
);


CREATE TABLE "HeldForms" (
    "SessionId" TEXT NOT NULL CONSTRAINT "PK_HeldForms" PRIMARY KEY,
    "UserId" TEXT NOT NULL,
    "Sealed" BLOB NOT NULL,
    "CreatedAt" INTEGER NOT NULL,
    CONSTRAINT "FK_HeldForms_AspNetUsers_UserId" FOREIGN KEY ("UserId") REFERENCES "AspNetUsers" ("Id") ON DELETE CASCADE
);


CREATE TABLE "Sessions" (
    "IdHash" BLOB NOT NULL CONSTRAINT "PK_Sessions" PRIMARY KEY,
    "Id" TEXT NOT NULL,
    "UserId" TEXT NOT NULL,
    "IsHalfOpen" INTEGER NOT NULL,
    "Stamp" TEXT NOT NULL,
    "SealedKey" BLOB NOT NULL,
    "SealedNotes" BLOB NULL,
    "SealedPlace" BLOB NOT NULL,
    "CreatedAt" INTEGER NOT NULL,
    "LastSeenAt" INTEGER NOT NULL,
    "StepUpAt" INTEGER NULL,
    CONSTRAINT "FK_Sessions_AspNetUsers_UserId" FOREIGN KEY ("UserId") REFERENCES "AspNetUsers" ("Id") ON DELETE CASCADE
);


CREATE TABLE "Entries" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_Entries" PRIMARY KEY,
    "CaseId" TEXT NOT NULL,
    "Seq" INTEGER NOT NULL,
    "Digest" TEXT NOT NULL,
    "Prev" TEXT NOT NULL,
    "RecordedAt" INTEGER NOT NULL,
    "Epoch" INTEGER NOT NULL,
    "Sealed" BLOB NOT NULL,
    "RequestId" TEXT NULL,
    "FieldCount" INTEGER NOT NULL,
    "FileCount" INTEGER NOT NULL,
    CONSTRAINT "FK_Entries_Cases_CaseId" FOREIGN KEY ("CaseId") REFERENCES "Cases" ("Id") ON DELETE RESTRICT
);


CREATE TABLE "Grants" (
    "CaseId" TEXT NOT NULL,
    "Epoch" INTEGER NOT NULL,
    "UserId" TEXT NOT NULL,
    "Sealed" BLOB NOT NULL,
    "CreatedAt" INTEGER NOT NULL,
    CONSTRAINT "PK_Grants" PRIMARY KEY ("CaseId", "Epoch", "UserId"),
    CONSTRAINT "FK_Grants_AspNetUsers_UserId" FOREIGN KEY ("UserId") REFERENCES "AspNetUsers" ("Id") ON DELETE RESTRICT,
    CONSTRAINT "FK_Grants_Cases_CaseId" FOREIGN KEY ("CaseId") REFERENCES "Cases" ("Id") ON DELETE CASCADE
);


CREATE TABLE "Items" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_Items" PRIMARY KEY,
    "CaseId" TEXT NOT NULL,
    "FirstSeq" INTEGER NOT NULL,
    "LatestSeq" INTEGER NOT NULL,
    "Kind" TEXT NOT NULL,
    "Label" TEXT NULL,
    CONSTRAINT "FK_Items_Cases_CaseId" FOREIGN KEY ("CaseId") REFERENCES "Cases" ("Id") ON DELETE RESTRICT
);


CREATE TABLE "EntryFields" (
    "EntryId" TEXT NOT NULL,
    "Ordinal" INTEGER NOT NULL,
    "Sealed" BLOB NOT NULL,
    CONSTRAINT "PK_EntryFields" PRIMARY KEY ("EntryId", "Ordinal"),
    CONSTRAINT "FK_EntryFields_Entries_EntryId" FOREIGN KEY ("EntryId") REFERENCES "Entries" ("Id") ON DELETE CASCADE
);


CREATE TABLE "Files" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_Files" PRIMARY KEY,
    "CaseId" TEXT NOT NULL,
    "EntryId" TEXT NULL,
    "Number" INTEGER NOT NULL,
    "Epoch" INTEGER NOT NULL,
    "WrappedKey" BLOB NOT NULL,
    "SealedEntry" BLOB NOT NULL,
    "Size" INTEGER NOT NULL,
    "Segments" INTEGER NOT NULL,
    "StartedAt" INTEGER NOT NULL,
    CONSTRAINT "FK_Files_Cases_CaseId" FOREIGN KEY ("CaseId") REFERENCES "Cases" ("Id") ON DELETE RESTRICT,
    CONSTRAINT "FK_Files_Entries_EntryId" FOREIGN KEY ("EntryId") REFERENCES "Entries" ("Id") ON DELETE RESTRICT
);


CREATE TABLE "FileSegments" (
    "FileId" TEXT NOT NULL,
    "Ordinal" INTEGER NOT NULL,
    "Bytes" BLOB NOT NULL,
    CONSTRAINT "PK_FileSegments" PRIMARY KEY ("FileId", "Ordinal"),
    CONSTRAINT "FK_FileSegments_Files_FileId" FOREIGN KEY ("FileId") REFERENCES "Files" ("Id") ON DELETE CASCADE
);


CREATE INDEX "IX_AccountDevices_UserId" ON "AccountDevices" ("UserId");


CREATE INDEX "IX_AccountEvents_UserId" ON "AccountEvents" ("UserId");


CREATE INDEX "IX_AspNetUserClaims_UserId" ON "AspNetUserClaims" ("UserId");


CREATE INDEX "IX_AspNetUserLogins_UserId" ON "AspNetUserLogins" ("UserId");


CREATE INDEX "EmailIndex" ON "AspNetUsers" ("NormalizedEmail");


CREATE UNIQUE INDEX "UserNameIndex" ON "AspNetUsers" ("NormalizedUserName");


CREATE INDEX "IX_Cases_OwnerId" ON "Cases" ("OwnerId");


CREATE UNIQUE INDEX "IX_Entries_CaseId_RequestId" ON "Entries" ("CaseId", "RequestId");


CREATE UNIQUE INDEX "IX_Entries_CaseId_Seq" ON "Entries" ("CaseId", "Seq");


CREATE INDEX "IX_Files_CaseId" ON "Files" ("CaseId");


CREATE UNIQUE INDEX "IX_Files_EntryId_Number" ON "Files" ("EntryId", "Number");


CREATE INDEX "IX_Grants_UserId" ON "Grants" ("UserId");


CREATE INDEX "IX_HeldForms_UserId" ON "HeldForms" ("UserId");


CREATE UNIQUE INDEX "IX_Items_CaseId_FirstSeq" ON "Items" ("CaseId", "FirstSeq");


CREATE UNIQUE INDEX "IX_Sessions_Id" ON "Sessions" ("Id");


CREATE INDEX "IX_Sessions_UserId" ON "Sessions" ("UserId");


