-- Which court's form she chose for her report: whoever she let in prepares a hearing by it. Under the case key, beside the record.
CREATE TABLE "ShareForms" (
    "CaseId" TEXT NOT NULL CONSTRAINT "PK_ShareForms" PRIMARY KEY,
    "Epoch" INTEGER NOT NULL,
    "Sealed" BLOB NOT NULL,
    CONSTRAINT "FK_ShareForms_Cases_CaseId" FOREIGN KEY ("CaseId") REFERENCES "Cases" ("Id") ON DELETE CASCADE
);
