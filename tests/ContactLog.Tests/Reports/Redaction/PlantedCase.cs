using System.Globalization;
using ContactLog.Data.Record;
using ContactLog.Domain.Cases;
using ContactLog.Domain.Items;
using ContactLog.Domain.Language;
using ContactLog.Reports.Building;
using ContactLog.Tests.Support;

namespace ContactLog.Tests.Reports.Redaction;

/// <summary>A case with a protected value of every class in every kind of text.</summary>
internal static class PlantedCase
{
    public static readonly Words Words = new(new WordCatalogue(typeof(Words).Assembly, typeof(ReportBuilder).Assembly), CultureInfo.GetCultureInfo("en-GB"));

    /// <summary>What must not be in a copy for the court or the other person, in any case of letters.</summary>
    public static readonly string[] Gone =
    [
        "Elm Street", "Elm St", "elmst", "IL 62704", "312-555-0199", "3125550199", "555 0199", "casey.ex@", "hidden_fox", "Northside", "Maplewood School", "Harbour House",
        "Jorinde", "2015-06-07", "078-05-1120", "912345678", "4111 1111", "4111111111111111", "555-0777", "pat@nobody", "41.8812", "-87.6233", "PixelSpy", "IMG_4711", "voice-secret", "Zwetschge",
        "X-Originating", "1988-02-29",
    ];

    public static async Task<TestCase> BeginAsync()
    {
        var test = await TestCase.BeginAsync();
        var settings = (await test.OpenAsync()).Settings;
        await test.AppendAsync(
            EntryDraft.Amend(settings, FieldSet.Empty
                .With("own-address", "12 Elm Street, Springfield, IL 62704").With("own-phone", "+1 (312) 555-0199").With("own-email", "casey.ex@mail.example")
                .With("own-account", "hidden_fox").With("work-place", "Northside Dental").With("school", "Maplewood School").With("kept-back", "Harbour House")
                .With("children", "Jorinde Example").With("birth-dates", "2015-06-07").With("own-ids", "912345678"), null),
            EntryDraft.New(ItemType.Contact, FieldSet.Empty.With("label", "R. Placeholder").With("role", "main").With("name", "R. Placeholder").With("birth-date", "1988-02-29")),
            EntryDraft.New(ItemType.Contact, FieldSet.Empty.With("label", "Pat").With("role", "other")),
            EntryDraft.New(ItemType.ContactPoint, FieldSet.Empty.With("kind", "phone").With("value", "555-0142 ext 312")).LinkedTo("contact", 1),
            EntryDraft.New(ItemType.ContactPoint, FieldSet.Empty.With("kind", "phone").With("value", "(708) 555-0777")).LinkedTo("contact", 2),
            EntryDraft.New(ItemType.Boundary, FieldSet.Empty.With("words", "Do not come to 12 Elm Street or Northside Dental.").With("date", "2026-03-03").With("time", "18:22").With("precision", "exact")
                .With("to", "casey.ex@mail.example said it")),
            EntryDraft.New(ItemType.CourtOrder, FieldSet.Empty.With("title", "Order for Jorinde Example").With("protected", "Casey Example, Jorinde").With("served-date", "2026-04-20").With("distance", "100 yards from Maplewood School")),
            EntryDraft.New(ItemType.Incident, FieldSet.Empty.With("kind", "text").With("from", "555-0142").With("date", "2026-04-01").With("time", "18:40").With("precision", "exact")
                .With("said", "I know you live at 12 ELM ST and your number is 3125550199, hidden_fox. Jorinde’s school is Maplewood School. Born 2015-06-07.")
                .With("subject", "078-05-1120").With("own-reply", "I am at Harbour House").With("device", "PixelSpy 9")
                .With("raw", "X-Originating-IP: 10.0.0.1\nIMG_4711.jpg").With("attachments", "voice-secret-9.amr (audio/amr, 9 bytes, SHA-256 00)")
                .With("witness", "Pat Nobody").With("witness-contact", "pat@nobody.example, (708) 555-0777").With("witness-saw", "Pat wrote from pat@nobody.example")),
            EntryDraft.New(ItemType.Incident, FieldSet.Empty.With("kind", "in-person").With("date", "2026-04-17").With("place", "Outside 12 Elm Street")
                .With("narrative", "He stood before 12 Elm Street; later at Northside-Dental. Card 4111 1111 1111 1111.").With("private-note", "Zwetschge").With("feelings", "Jorinde was afraid. Passport 912345678.")),
            EntryDraft.New(ItemType.Incident, FieldSet.Empty.With("kind", "call").With("date", "2026-04-18").With("narrative", "Withdrawn at 12 Elm Street")));
        var file = await test.OpenAsync();
        await test.AppendAsync(
            EntryDraft.Amend(file.Incidents[1], FieldSet.Empty.With("narrative", "He stood outside.").With("place", "12 Elm St., Springfield"), "I wrote 12 Elm Street by mistake"),
            EntryDraft.Withdraw(file.Incidents[2], "Northside Dental called instead"));
        await AttachAsync(test, Photo(), "IMG_4711.jpg", FieldSet.Empty.With("description", "Car before 12 Elm Street, from IMG_4711").With("of", file.Incidents[1].FirstSeq).With("what", "photo")
            .With("metadata", "place: 41.8812 -87.6233\ndevice: PixelSpy 9").With("transcript", "Jorinde: come to Northside Dental").With("transcript-by", "casey.ex@mail.example"));
        await AttachAsync(test, Pdf.TestImages.Png(2, 8, interlaced: false, "GPS 41.8812,-87.6233 Elm Street"), "elm street 62704.png", FieldSet.Empty.With("description", "Screenshot").With("of", file.Incidents[0].FirstSeq));
        await AttachAsync(test, "a voice at 12 Elm Street"u8.ToArray(), "voice-secret-9.amr", FieldSet.Empty.With("description", "Voicemail"));
        await test.AppendAsync(EntryDraft.Export(new ReportOptions { Profile = ContactLog.Domain.Redactions.RedactionProfile.RespondentService, WithImpact = true }.ToFields().With("report-number", "1").With("program", "0.0")));
        return test;
    }

    public static ReportSource Source(CaseFile file, ReportOptions options) => new()
    {
        Case = file,
        Options = options,
        ReportId = "20260423-1",
        Made = file.Entries[^1].Recorded,
        ProgramVersion = "0.0",
        OpenPicture = exhibit => new MemoryStream(exhibit.Media.Extension == "png" ? Pdf.TestImages.Png(2, 8, interlaced: false, "GPS 41.8812,-87.6233 Elm Street") : Photo()),
    };

    /// <summary>A photograph whose metadata says where, with what, and by whom.</summary>
    public static byte[] Photo() => Pdf.TestImages.JpegWithExif(1, "GPS 41.8812 -87.6233 PixelSpy 9 Elm Street");

    private static async Task AttachAsync(TestCase test, byte[] bytes, string name, FieldSet fields)
    {
        var file = await test.ReceiveAsync(bytes, name);
        await test.AppendAsync(EntryDraft.New(ItemType.Exhibit, fields.With("media-type", file.Media.MimeType)).WithFiles(file.Id));
    }
}
