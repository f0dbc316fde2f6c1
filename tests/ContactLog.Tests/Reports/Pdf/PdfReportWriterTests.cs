using System.Globalization;
using System.Text.RegularExpressions;
using ContactLog.Reports.Model;
using ContactLog.Reports.Pdf;

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

    [Theory]
    [InlineData("Na\u00EFve caf\u00E9 \u00C6r\u00F8 \u0141\u00F3d\u017A")]
    [InlineData("\u0395\u03BB\u03BB\u03AC\u03B4\u03B1 \u041F\u0440\u0438\u0432\u0435\u0442")]
    [InlineData("Vi\u1EC7t Nam \u1EA4n")]
    [InlineData("ok \U0001F600 \U0001F44D\U0001F3FD end")]
    [InlineData("\U0001F468\u200D\U0001F469\u200D\U0001F467")]
    [InlineData("\U0001F1E8\U0001F1E6 \u2764\uFE0F 1\uFE0F\u20E3")]
    [InlineData("done \u2713 then \u2192 box \u25A0 star \u2605 \u20AC5 \u00BD")]
    public void Accents_and_emoji_are_printed_and_can_be_copied(string words)
    {
        foreach (var style in new[] { SpanStyle.Plain, SpanStyle.Exact, SpanStyle.Bold })
        {
            var pdf = Write(new Paragraph(words, style));
            Assert.Contains(words, Poppler.Flat(pdf), StringComparison.Ordinal);
            Poppler.Check(pdf);
        }
    }

    [Fact]
    public void A_letter_and_its_accent_typed_apart_are_drawn_as_one_and_copied_as_two()
    {
        Assert.Contains("cafe\u0301", Poppler.Flat(Write(new Paragraph("cafe\u0301"))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a\u202Eb", "a[U+202E]b")]
    [InlineData("a\u200Bb", "a[U+200B]b")]
    [InlineData("a\u0007b", "a[U+0007]b")]
    [InlineData("a\u2028b", "a[U+2028] b")]
    [InlineData("\u0915\u093F", "[U+0915 U+093F]")]
    [InlineData("a\u200Db", "a[U+200D]b")]
    public void What_cannot_be_shown_faithfully_is_printed_as_its_number(string words, string printed)
    {
        Assert.Contains(printed, Poppler.Flat(Write(new Paragraph(words, SpanStyle.Exact))), StringComparison.Ordinal);
    }

    [Fact]
    public void Half_a_character_is_printed_as_its_number()
    {
        // Not a theory: an attribute cannot hold half a surrogate pair.
        Assert.Contains("a[U+D800]b", Poppler.Flat(Write(new Paragraph("a\uD800b"))), StringComparison.Ordinal);
    }

    [Fact]
    public void Page_x_of_y_is_printed_on_every_page_and_true()
    {
        var pdf = SampleReport.Write(SampleReport.Document());
        var pages = Poppler.Text(pdf).Split('\f', StringSplitOptions.RemoveEmptyEntries);

        Assert.Matches($@"Pages:\s+{pages.Length}\n", Poppler.Run("pdfinfo", pdf, "FILE"));
        Assert.All(pages.Index(), page => Assert.Contains($"Page {page.Index + 1} of {pages.Length}", page.Item, StringComparison.Ordinal));
    }

    [Fact]
    public void A_page_reference_names_the_page_its_anchor_is_on()
    {
        using var output = new MemoryStream();
        var result = new PdfReportWriter(SampleReport.Words).Write(SampleReport.Document(), output);
        var pages = Poppler.Text(output.ToArray(), "-layout").Split('\f', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(pages.Length, result.PageCount);
        for (var n = 1; n <= 9; n++)
        {
            var page = result.AnchorPages["A-" + n];
            Assert.Matches($@"A-{n}\s+Screenshot", pages[page - 1]);
            Assert.Matches($@"A-{n}\s+p\. {page}\b", pages[n == 1 ? 0 : 1]);
        }
    }

    [Fact]
    public void A_reference_to_nothing_is_a_defect_and_not_a_page()
    {
        Assert.Throws<ArgumentException>(() => Write(new Paragraph([Span.Page("nowhere")])));
        Assert.Throws<ArgumentException>(() => Write(new Paragraph([Span.Link("text", "nowhere")])));
        Assert.Throws<ArgumentException>(() => Write(new Paragraph("a") { Anchor = "same" }, new Paragraph("b") { Anchor = "same" }));
    }

    [Fact]
    public async Task The_same_document_gives_the_same_bytes_also_side_by_side()
    {
        static byte[] Make() => SampleReport.Write(SampleReport.Document(Paper.Letter, new ReportSection("Pictures",
        [
            new Paragraph("\U0001F600 caf\u00E9 \u2713"),
            new Figure(() => new MemoryStream(TestImages.JpegWithExif(6, "x")), "A photograph"),
            new Figure(() => new MemoryStream(TestImages.Png(6, 8, true, "x")), "A picture"),
        ])));

        var first = Make();
        var others = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(Make)));

        Assert.All(others, other => Assert.True(first.AsSpan().SequenceEqual(other)));
    }

    [Fact]
    public void A_long_table_repeats_its_head_and_loses_no_row()
    {
        const int rows = 500;
        var random = new Random(5);
        var table = new Table(
            [new("No.", ColumnWidth.Fixed(60)), new("What", ColumnWidth.Share()), new("Amount", ColumnWidth.Fit, Alignment.End)],
            [.. Enumerable.Range(1, rows).Select(n => new TableRow(
                [new($"#{n:D4}"), new(string.Join(' ', Enumerable.Repeat("word", random.Next(random.Next(12) == 0 ? 900 : 60)))), new($"{n}")],
                random.Next(9) switch { 0 => RowKind.Boundary, 1 => RowKind.Order, _ => RowKind.Plain }))]);
        var pdf = Write(table);
        Poppler.Check(pdf);
        var text = Poppler.Text(pdf);

        for (var n = 1; n <= rows; n++)
        {
            Assert.Single(Regex.Matches(text, $"#{n:D4}"));
        }

        var pages = text.Split('\f', StringSplitOptions.RemoveEmptyEntries);
        Assert.True(pages.Length > 20);
        Assert.All(pages, page => Assert.Matches(@"No\.\s+What", page));
        Assert.All(pages.Skip(1), page => Assert.Contains("Test continued", string.Join(' ', page.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal));
        // No word was lost where a row taller than a page was parted.
        Assert.Equal(table.Rows.Sum(row => string.Concat(row.Cells[1].Spans.Cast<TextSpan>().Select(span => span.Text)).Split(' ', StringSplitOptions.RemoveEmptyEntries).Length), Regex.Count(text, @"\bword\b"));
    }

    [Fact]
    public void A_row_is_on_one_page_and_a_boundary_is_on_the_page_of_the_row_it_precedes()
    {
        var pdf = Write(new Table([new("What", ColumnWidth.Share())], [.. Enumerable.Range(1, 120).Select(n => n % 5 == 0
            ? new TableRow([new($"line{n:D3}")], RowKind.Boundary)
            : new TableRow([new([Span.Plain($"start{n:D3}"), Span.Break, Span.Plain("middle"), Span.Break, Span.Plain($"end{n:D3}")])]))]));
        var pages = Poppler.Text(pdf).Split('\f', StringSplitOptions.RemoveEmptyEntries);
        int PageOf(string word) => Assert.Single(pages.Index(), page => page.Item.Contains(word, StringComparison.Ordinal)).Index;

        for (var n = 1; n < 120; n++)
        {
            if (n % 5 == 0)
            {
                Assert.Equal(PageOf($"start{n + 1:D3}"), PageOf($"line{n:D3}"));
            }
            else
            {
                Assert.Equal(PageOf($"start{n:D3}"), PageOf($"end{n:D3}"));
            }
        }
    }

    [Fact]
    public void Neither_a_heading_nor_a_single_line_stands_alone_at_the_foot_of_a_page()
    {
        for (var lines = 28; lines < 44; lines++)
        {
            var pdf = Write([.. Enumerable.Range(0, lines).Select(_ => new Paragraph("x")), new Heading(2, "Headline"), new Paragraph("alpha " + string.Join(' ', Enumerable.Repeat("beta", 60)) + " omega")]);
            var pages = Poppler.Text(pdf).Split('\f', StringSplitOptions.RemoveEmptyEntries);
            var head = pages.Single(page => page.Contains("Headline", StringComparison.Ordinal));
            Assert.Contains("alpha", head, StringComparison.Ordinal);
            Assert.True(head.Split('\n').Count(line => line.StartsWith("alpha", StringComparison.Ordinal) || line.StartsWith("beta", StringComparison.Ordinal)) >= 2, $"{lines} lines before");
            var tail = pages.Single(page => page.Contains("omega", StringComparison.Ordinal));
            Assert.True(Regex.Count(tail, "(?m)^(alpha|beta)") >= 2, $"{lines} lines before");
        }
    }

    [Fact]
    public void A_screen_reader_finds_headings_tables_and_pictures()
    {
        var structure = Poppler.Run("pdfinfo", SampleReport.Write(SampleReport.Document(Paper.Letter,
            new ReportSection("7. Lists", [new ItemList([[Span.Plain("one")], [Span.Plain("two")]], Numbered: true), new Figure(() => new MemoryStream(TestImages.Jpeg), "A black and a white half")]))), "-struct", "FILE");

        foreach (var tag in new[] { "H1", "H2", "P", "Table", "TR", "TH", "TD", "Figure", "Link", "L", "LI", "Lbl", "LBody" })
        {
            Assert.Matches($@"(?m)^\s*{tag}\b", structure);
        }
    }

    [Fact]
    public void Bookmarks_links_and_page_labels_agree_with_the_pages()
    {
        var pdf = SampleReport.Write(SampleReport.Document());
        var json = Poppler.Run("qpdf", pdf, "--json=1", "--json-key=outlines", "--json-key=pagelabels", "FILE");

        Assert.Contains("\"1. Summary\"", json, StringComparison.Ordinal);
        Assert.Contains("\"A-9\"", json, StringComparison.Ordinal);
        Assert.Contains("\"/S\": \"/D\"", json, StringComparison.Ordinal);
        var written = Poppler.Run("qpdf", pdf, "--qdf", "--object-streams=disable", "FILE", "-");
        var links = Regex.Matches(written, @"/Contents [^\n]*\n\s*/Dest \[\s*(\d+) 0 R\s*/XYZ");
        Assert.True(links.Count > 20, $"{links.Count} links");
    }

    [Fact]
    public void No_name_of_an_anchor_is_in_the_file()
    {
        var pdf = Poppler.Run("qpdf", Write(new Paragraph([Span.Link("see", "hername")]), new Paragraph("there") { Anchor = "hername" }), "--qdf", "--stream-data=uncompress", "FILE", "-");

        Assert.DoesNotContain("hername", pdf, StringComparison.Ordinal);
    }

    [Fact]
    public void More_weeks_than_fit_continue_in_another_strip_and_keep_every_count()
    {
        var text = Poppler.Flat(Write(new BarChart(
            [.. Enumerable.Range(0, 70).Select(week => new ChartBar("W" + week.ToString(CultureInfo.InvariantCulture), week < 30 ? 1000 + week : 0, week >= 30 ? 1000 + week : 0))],
            [new(30, "3 March"), new(30.4, "Order, 6 March", IsOrder: true), new(69.9, "A long label at the very end of the chart")],
            "Contacts per week")));

        Assert.All(Enumerable.Range(1000, 70), count => Assert.Contains(count.ToString("N0", CultureInfo.InvariantCulture), text, StringComparison.Ordinal));
        Assert.Contains("A long label at the very end of the chart", text, StringComparison.Ordinal);
    }

    [Fact]
    public void No_words_stop_the_report()
    {
        var random = new Random(7);
        string[] bits =
        [
            "\uD83D", "\uDE00", "\u200D", "\uFE0F", "\u202E", "\0", "\t", "\r", "\n", "\u2028", "\uFFFE", "\uFFFF", "\uFDD0", "e\u0301", "\u0301\u0302\u0303", "\U0001F468\u200D\U0001F469", "\U000E0067",
            "\u0645\u0631\u062D\u0628\u0627", "\u05E9", "\u4F60\u597D", "\u0928\u092E", "\U0010FFFF", "(", ")", "\\", "<</X>>", "endstream endobj", "%", "{0}", "&lt;", new string('x', 300), " ", "  ", "-", "/", "\u00AD", "\u115F", "\u0E01\u0E33",
        ];
        for (var i = 0; i < 60; i++)
        {
            string Nasty() => string.Concat(Enumerable.Range(0, random.Next(1, 14)).Select(_ => bits[random.Next(bits.Length)]));
            var pdf = SampleReport.Write(new ReportDocument
            {
                Language = "en",
                Title = Nasty(),
                ReportId = Nasty(),
                MadeAt = DateTimeOffset.UnixEpoch,
                HeadStart = Nasty(),
                HeadEnd = Nasty(),
                Sections =
                [
                    new ReportSection(Nasty(),
                    [
                        new Heading(2, Nasty()) { Bookmark = Nasty() },
                        new Paragraph([Span.Plain(Nasty()), Span.Exact(Nasty()), Span.Bold(Nasty()), Span.Machine(Nasty()), Span.Grey(Nasty()), Span.Label(Nasty())]),
                        new KeyValues([new(Nasty(), Nasty())], 2),
                        new Table([new(Nasty(), ColumnWidth.Fit), new(Nasty(), ColumnWidth.Share())], [new([new(Nasty()), new(Nasty())]), new([new(Nasty())], RowKind.Total)]),
                        new ItemList([[Span.Plain(Nasty())], []]),
                        new Figure(() => new MemoryStream(TestImages.Jpeg), Nasty()) { Caption = [Span.Plain(Nasty())] },
                        new BarChart([new(Nasty(), 1, 2)], [new(0.5, Nasty())], Nasty()),
                    ]),
                ],
            });
            Poppler.Check(pdf);
        }
    }

    [Fact]
    public void A_narrative_of_100_000_letters_is_printed_whole()
    {
        var words = string.Join(' ', Enumerable.Range(10000, 16700).Select(n => n.ToString(CultureInfo.InvariantCulture)));
        var text = Poppler.Text(Write(
            new Table([new("No.", ColumnWidth.Fixed(30)), new("What", ColumnWidth.Share())], [new([new("1"), new(words)]), new([new("2"), new(new string('y', 20_000))])])));

        Assert.All(Enumerable.Range(10000, 16700), n => Assert.Contains(n.ToString(CultureInfo.InvariantCulture), text, StringComparison.Ordinal));
        Assert.Equal(20_000, Regex.Count(text, "y{2,}") == 0 ? 0 : Regex.Matches(text, "y{2,}").Sum(match => match.Length));
    }

    [Fact]
    public void A_sentence_puts_spans_where_the_translation_wants_them()
    {
        var spans = Span.Sentence("Rule: page {1}, {0}.", SpanStyle.Plain, "so", Span.PageNumber("rule"));

        Assert.Equal([new TextSpan("Rule: page "), new PageSpan("rule", Short: false, SpanStyle.Plain), new TextSpan(", "), new TextSpan("so"), new TextSpan(".")], spans);
        Assert.Throws<FormatException>(() => Span.Sentence("{2}", SpanStyle.Plain, "one"));
    }

    private static byte[] Write(params Block[] blocks) => SampleReport.Write(SampleReport.Document() with { Sections = [new ReportSection("Test", blocks)] });
}
