-- What is hers alone and in no record: plan, people who know, journal. Sealed to her own key pair.
CREATE TABLE "PrivatePapers" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_PrivatePapers" PRIMARY KEY,
    "UserId" TEXT NOT NULL,
    "Shelf" TEXT NOT NULL,
    "Version" INTEGER NOT NULL,
    "Sealed" BLOB NOT NULL,
    CONSTRAINT "FK_PrivatePapers_AspNetUsers_UserId" FOREIGN KEY ("UserId") REFERENCES "AspNetUsers" ("Id") ON DELETE CASCADE
);

CREATE INDEX "IX_PrivatePapers_UserId_Shelf" ON "PrivatePapers" ("UserId", "Shelf");
