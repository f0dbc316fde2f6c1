using System.Text;
using ContactLog.Data.Record;
using ContactLog.Domain.Items;
using ContactLog.Domain.Redactions;
using ContactLog.Reports.Building;
using ContactLog.Reports.Pdf;
using ContactLog.Tests.Reports.Pdf;
using ContactLog.Tests.Reports.Redaction;
using ContactLog.Tests.Support;

namespace ContactLog.Tests.Reports.Building;

/// <summary>Exhibits that are nothing but text are printed as text: bounded, of any script, and never with what a copy keeps back.</summary>
public sealed class TextExhibitTests
{
    private const string Mail = "Return-Path: <r@example.com>\nFrom: R. <r@example.com>\nTo: casey@example.com\nSubject: Read this\nMIME-Version: 1.0\n\nI will wait at the corner.\n";

    private static async Task<ReportSource> SourceAsync(TestCase test, byte[] bytes, ReportOptions options)
    {
        var file = await test.ReceiveAsync(bytes, "note.txt");
        await test.AppendAsync(EntryDraft.New(ItemType.Exhibit, FieldSet.Empty.With("media-type", file.Media.MimeType).With("description", "A note")).WithFiles(file.Id));
        return PlantedCase.Source(await test.OpenAsync(), options) with { OpenPicture = _ => new MemoryStream(bytes) };
    }

    private static async Task<string> TextAsync(byte[] bytes, ReportOptions options, params (string Name, string Value)[] settings)
    {
        await using var test = await TestCase.BeginAsync();
        await test.AppendAsync(EntryDraft.Amend((await test.OpenAsync()).Settings, settings.Aggregate(FieldSet.Empty.With("court", "Court"), (all, one) => all.With(one.Name, one.Value)), null));
        var source = await SourceAsync(test, bytes, options);
        var document = ReportBuilder.Build(source, PlantedCase.Words);
        using var pdf = new MemoryStream();
        new PdfReportWriter(PlantedCase.Words).Write(document, pdf);
        return ReportText.Of(document.Section("exhibits"));
    }

    [Theory]
    [InlineData("Please do not write again.\nRead 20:12")]
    [InlineData("ما تكتبه هنا يبقى ‮abc")]
    [InlineData("不要再联系我 \U0001F6AB \U00020000 é̂")]
    [InlineData("<script>alert(1)</script> %PDF \\n {0}")]
    public async Task Text_of_any_script_is_printed_with_what_it_hides_made_visible(string text)
    {
        foreach (var bytes in (byte[][])[Encoding.UTF8.GetBytes(text), [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(text)], [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(text)]])
        {
            var printed = await TextAsync(bytes, new ReportOptions());
            Assert.Contains(ContactLog.Domain.Language.UserText.Visible(text), printed, StringComparison.Ordinal);
            Assert.DoesNotContain("not printed here", printed, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Text_that_is_made_to_break_a_page_is_printed_as_far_as_it_goes()
    {
        foreach (var hostile in (string[])[new string('x', 200_000), "e" + new string('\u0301', 20_000), string.Concat(Enumerable.Repeat("a\n", 60_000)), string.Concat(Enumerable.Repeat("\u202E\u2066\U000E0041z ", 9_000))])
        {
            Assert.Contains("Text of the file", await TextAsync(Encoding.UTF8.GetBytes(hostile), new ReportOptions()), StringComparison.Ordinal);
        }
    }

    // Whoever looks at the summary of a thousand rows waits for the summary alone.
    [Fact]
    public async Task A_file_is_opened_when_the_part_with_it_is_asked_for_and_once()
    {
        await using var test = await TestCase.BeginAsync();
        var opened = 0;
        var source = await SourceAsync(test, Encoding.UTF8.GetBytes(Mail), new ReportOptions());
        var document = ReportBuilder.Build(source with { OpenPicture = exhibit => { opened++; return source.OpenPicture(exhibit); } }, PlantedCase.Words);
        Assert.NotEmpty(document.Section("summary").Blocks);
        Assert.Equal(0, opened);
        Assert.Contains("I will wait at the corner.", ReportText.Of(document.Section("exhibits")), StringComparison.Ordinal);
        var once = opened;
        Assert.NotEqual(0, once);
        Assert.NotEmpty(document.Section("exhibits").Blocks);
        Assert.Equal(once, opened);
    }

    [Theory]
    [InlineData(new byte[] { 0x41, 0x00, 0x42 })]
    [InlineData(new byte[] { 0xC3, 0x28 })]
    [InlineData(new byte[] { 0xFF, 0xFE, 0x00, 0xD8 })]
    [InlineData(new byte[] { 0x1B, 0x5B, 0x41 })]
    [InlineData(new byte[] { 0x20, 0x0A })]
    public async Task What_is_no_text_is_not_printed(byte[] bytes) =>
        Assert.Contains("This file is not printed here.", await TextAsync(bytes, new ReportOptions()), StringComparison.Ordinal);

    [Fact]
    public async Task A_long_text_is_cut_and_says_so_and_code_is_counted()
    {
        var text = string.Concat(Enumerable.Range(1, 2000).Select(n => $"Line {n} of it.\n"));
        var printed = await TextAsync(Encoding.UTF8.GetBytes(text), new ReportOptions());
        Assert.Contains("Line 500 of it.", printed, StringComparison.Ordinal);
        Assert.DoesNotContain("Line 1500 of it.", printed, StringComparison.Ordinal);
        var mail = await TextAsync(Encoding.UTF8.GetBytes(Mail + string.Concat(Enumerable.Repeat(new string('Q', 76) + "\n", 40)) + "end"), new ReportOptions());
        Assert.Contains("I will wait at the corner.", mail, StringComparison.Ordinal);
        Assert.Contains("[40 lines of coded data]", mail, StringComparison.Ordinal);
        Assert.DoesNotContain("QQQQ", mail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(RedactionProfile.LawyerFull)]
    [InlineData(RedactionProfile.CourtPublic)]
    public async Task A_text_with_what_she_keeps_back_is_not_printed_at_all(RedactionProfile profile)
    {
        var printed = await TextAsync("He knows Harbour House, and that I go there."u8.ToArray(), new ReportOptions { Profile = profile }, ("kept-back", "Harbour House"));
        Assert.DoesNotContain("Harbour", printed, StringComparison.Ordinal);
        Assert.DoesNotContain("go there", printed, StringComparison.Ordinal);
        Assert.Contains("it holds what this copy keeps back", printed, StringComparison.Ordinal);
    }

    // Written for a machine her address is found by nobody who looks for its words, and read by everybody.
    [Theory]
    [InlineData("<p>12&nbsp;Elm&nbsp;Street</p>")]
    [InlineData("12&#32;Elm Street")]
    [InlineData("{\"a\": \"12 Elm\\u0020Street\"}")]
    [InlineData("ADR:12 Elm=20Street")]
    [InlineData("12 El=\nm Street")]
    [InlineData("MTIgRWxtIFN0cmVldCBpcyB3aGVyZSBzaGUgbGl2ZXMgbm93")]
    [InlineData("From: R.\nSent: Tuesday\nTo: me\nSubject: Elm\n\nI know.")]
    public async Task Text_that_is_coded_is_for_her_lawyer(string text)
    {
        Assert.Contains("because it holds what this copy keeps back", await TextAsync(Encoding.UTF8.GetBytes(text), new ReportOptions { Profile = RedactionProfile.RespondentService }, ("own-address", "12 Elm Street")), StringComparison.Ordinal);
        Assert.Contains("I will wait", await TextAsync("I will wait at the corner."u8.ToArray(), new ReportOptions { Profile = RedactionProfile.RespondentService }, ("own-address", "12 Elm Street")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(RedactionProfile.LawyerFull, ExhibitStyle.Full, true)]
    [InlineData(RedactionProfile.LawyerFull, ExhibitStyle.Thumbnails, false)]
    [InlineData(RedactionProfile.CourtPublic, ExhibitStyle.Full, false)]
    [InlineData(RedactionProfile.RespondentService, ExhibitStyle.Full, false)]
    public async Task The_heads_of_an_email_are_for_her_lawyer(RedactionProfile profile, ExhibitStyle style, bool isPrinted) =>
        Assert.Equal(isPrinted, (await TextAsync(Encoding.UTF8.GetBytes(Mail), new ReportOptions { Profile = profile, Exhibits = style })).Contains("Return-Path", StringComparison.Ordinal));
}
