using ContactLog.Reports.Model;

namespace ContactLog.Tests.Reports.Pdf;

public sealed class PdfReportWriterTests
{
    [Theory]
    [InlineData(Paper.Letter, "612 x 792")]
    [InlineData(Paper.A4, "595.28 x 841.89")]
    public void A_stranger_finds_a_sound_tagged_file_with_a_neutral_title(Paper paper, string size)
    {
        var pdf = SampleReport.Write(SampleReport.Document(paper));

        Poppler.Check(pdf);
        var info = Poppler.Run("pdfinfo", pdf, "FILE");
        Assert.Matches(@"Tagged:\s+yes", info);
        Assert.Matches(@"Title:\s+Record\n", info);
        Assert.Contains(size, info, StringComparison.Ordinal);
        Assert.DoesNotContain("Author", info, StringComparison.Ordinal);
        Assert.DoesNotContain("Creator", info, StringComparison.Ordinal);
        Assert.Matches(@"Encrypted:\s+no", info);
        Assert.Matches(@"JavaScript:\s+no", info);
        Assert.Matches(@"Form:\s+none", info);
    }

    [Fact]
    public void The_exact_words_can_be_copied_from_the_page()
    {
        var text = Poppler.Flat(SampleReport.Write(SampleReport.Document()));

        Assert.Contains("\u201CPlease do not contact me", text, StringComparison.Ordinal);
        Assert.Contains("again in any way, including through other people. I will not reply.\u201D", text, StringComparison.Ordinal);
    }
}
