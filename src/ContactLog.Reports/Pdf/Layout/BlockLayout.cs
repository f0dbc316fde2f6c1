using ContactLog.Domain.Language;
using ContactLog.Reports.Model;
using ContactLog.Reports.Pdf.Images;

namespace ContactLog.Reports.Pdf.Layout;

/// <summary>Turns the blocks of a section into strips.</summary>
internal sealed partial class BlockLayout(Words words, LineBreaker breaker, ImageShelf images, double width, double bodyHeight)
{
    private const double Left = Typography.Margin;

    /// <summary>The part of a page that must be left for a section to begin on it rather than on the next.</summary>
    private const double RoomForSection = 0.35;

    /// <summary>Lines of a note that is kept whole.</summary>
    private const int LongestNote = 8;

    /// <summary>Line height of running text.</summary>
    private static double Line => Typography.LineHeight(Typography.TextSize);

    /// <summary>The blocks of a section in parts between which a volume may end: before each heading that begins a page or may begin a volume.</summary>
    public static List<List<Block>> Units(ReportSection section)
    {
        var units = new List<List<Block>> { new() };
        foreach (var block in section.Blocks)
        {
            if (block is Heading { StartsPage: true } or Heading { MayStartVolume: true } && units[^1].Count > 0)
            {
                units.Add([]);
            }

            units[^1].Add(block);
        }

        return units;
    }

    /// <summary>The strips of a part of a section.</summary>
    /// <param name="section">The section.</param>
    /// <param name="blocks">The blocks of the part.</param>
    /// <param name="isFirst">Whether the part begins the section: then its title comes first.</param>
    /// <param name="isNewPage">Whether a page begins here in any case.</param>
    /// <param name="taken">Points of the page that are taken before it, when it does not begin one.</param>
    public List<Strip> Unit(ReportSection section, IReadOnlyList<Block> blocks, bool isFirst, bool isNewPage, double taken = 0)
    {
        var strips = new List<Strip>();
        KeyColumnOf(section);
        if (isFirst)
        {
            AddTitle(strips, section, isNewPage || section.StartsPage);
        }
        else if (isNewPage)
        {
            strips.Add(new Strip { StartsPage = true }.Hold(Bond.Firm));
        }

        Block? before = null;
        foreach (var given in blocks)
        {
            // The first exhibit stands under the section's title, not alone on the next page.
            var block = isFirst && before is null && given is Heading { StartsPage: true } heading ? heading with { StartsPage = false } : given;
            var at = strips.Count;
            if (block is Figure figure)
            {
                var own = HeightOf(strips);
                var picture = FigureStrips(figure, own + (isFirst ? 0 : Continued(section)?.Height ?? 0), taken + own);
                strips.ForEach(strip => strip.Hold(picture.IsUnderFacts ? Bond.Firm : Bond.Close));

                strips.AddRange(picture.Strips);
            }
            else
            {
                strips.AddRange(Strips(block));
            }

            if (strips.Count > at && at > 0 && before is not (null or Heading))
            {
                if (block is Table or KeyValues)
                {
                    strips[at].SpaceBefore = Typography.ParagraphGap;
                }

                // What stands under one heading is read together; running text may be parted anywhere.
                if (block is not Heading && (before is not Paragraph || block is Table or KeyValues or Figure))
                {
                    strips[at - 1].Hold(Bond.Loose);
                }
            }

            before = block;
            if (strips.Count == at)
            {
                // Nothing to print; the anchor must still be found.
                strips.Add(new Strip());
            }

            Mark(strips[at], block.Anchor, block.Bookmark, level: 2);
            if (block.KeepWithNext)
            {
                strips[^1].Hold(Bond.Firm);
            }
        }

        return strips;
    }

    /// <summary>A section that is to be on one page, as briefly as that takes; the briefest where not even that is on one. Any other as it is.</summary>
    public ReportSection OnOnePage(ReportSection section) => section.Briefer.Count == 0 ? section
        : section.Briefer.Prepend(section).FirstOrDefault(IsOnOnePage) ?? section.Briefer[^1];

    private bool IsOnOnePage(ReportSection section)
    {
        var strips = Unit(section, section.Blocks, isFirst: true, isNewPage: true);
        // At the top of a page the title keeps no distance from anything.
        return HeightOf(strips) - (strips.Find(strip => strip.Height > 0)?.SpaceBefore ?? 0) <= bodyHeight;
    }

    /// <summary>Points that strips take, one below the other.</summary>
    public static double HeightOf(List<Strip> strips) => strips.Sum(strip => strip.Height + strip.SpaceBefore);

    /// <summary>A section as a later volume repeats it: it can be read and bookmarked there, references lead to the first.</summary>
    public List<Strip> Repeat(ReportSection section, string? volumeLine)
    {
        var strips = Unit(section, section.Blocks, isFirst: true, isNewPage: true);
        strips.ForEach(strip => strip.Anchors.Clear());
        if (volumeLine is not null)
        {
            AddVolumeLine(strips, volumeLine);
        }

        return strips;
    }

    /// <summary>Puts a line under the title of a cover.</summary>
    public void AddVolumeLine(List<Strip> strips, string line)
    {
        var at = strips.FindIndex(strip => strip.Height > 0);
        strips.InsertRange(at < 0 ? strips.Count : at + 1, ParagraphStrips(new Paragraph(line, SpanStyle.Bold)));
    }

    private void AddTitle(List<Strip> strips, ReportSection section, bool startsPage)
    {
        var title = Text([Span.Plain(section.Title)], TextFormat.Title, width, 0, Tag.H1);
        if (title.Count > 0)
        {
            title[0].SpaceBefore = Typography.SectionGap;
            title.ForEach(strip => strip.Hold(Bond.Firm));
            strips.AddRange(title);
        }
        else
        {
            strips.Add(new Strip().Hold(Bond.Firm));
        }

        if (startsPage)
        {
            strips.Insert(0, new Strip { StartsPage = true }.Hold(Bond.Firm));
        }
        else
        {
            strips[0].NeedsRoom = bodyHeight * RoomForSection;
        }

        Mark(strips[0], section.Anchor, section.Bookmark ?? (title.Count > 0 ? section.Title : null), level: 1);
    }

    // Lines of a title that further pages repeat whole.
    private const int MostTitleLines = 2;

    /// <summary>The title as repeated on further pages of its section.</summary>
    public Strip? Continued(ReportSection section)
    {
        if (!section.RepeatsTitle)
        {
            return null;
        }

        var word = words["reportpage.continued"];
        var beside = breaker.Line(section.IsContinuation ? "" : word, TextFormat.Body);
        var title = breaker.Lines([Span.Plain(section.Title)], width - beside.Width - 5, TextFormat.Title).Where(line => line.Width > 0).ToList();
        if (title.Count == 0)
        {
            return null;
        }

        // Two lines are repeated whole: cut after the first they read as if a word had been forgotten. A longer title shows that it is cut.
        if (title.Count > MostTitleLines)
        {
            beside = breaker.Line("… " + word, TextFormat.Body);
            title = [breaker.Lines([Span.Plain(section.Title)], width - beside.Width - 5, TextFormat.Title).First(line => line.Width > 0)];
        }

        var strip = new Strip { Height = title.Count * Typography.LineHeight(Typography.TitleSize) };
        foreach (var (at, line) in title.Index())
        {
            Place(strip.Ops, line, Left, at * Typography.LineHeight(Typography.TitleSize));
        }

        if (beside.Width > 0)
        {
            Place(strip.Ops, beside, Left + title[^1].Width + 5, ((title.Count - 1) * Typography.LineHeight(Typography.TitleSize)) + Typography.Baseline(Typography.TitleSize) - Typography.Baseline(Typography.TextSize));
        }

        return strip;
    }

    private IReadOnlyList<Strip> Strips(Block block) => block switch
    {
        Heading heading => HeadingStrips(heading),
        Paragraph paragraph => ParagraphStrips(paragraph),
        ItemList list => ListStrips(list),
        KeyValues facts => FactStrips(facts),
        Table table => TableStrips(table),
        Rule rule => [RuleStrip(rule)],
        PageBreak => [new Strip { StartsPage = true }],
        BarChart chart => ChartStrips(chart),
        _ => throw new NotSupportedException($"The PDF writer does not know blocks of the type {block.GetType().Name}."),
    };

    private List<Strip> HeadingStrips(Heading heading)
    {
        var spans = heading.Spans.Concat(heading.Beside.Count > 0 ? [Span.Plain(" ")] : []).ToList();
        var strips = Text([.. spans.Select(span => span is TextSpan { Style: SpanStyle.Plain } plain ? plain with { Style = SpanStyle.Bold } : span), .. heading.Beside],
            TextFormat.Body, width, 0, heading.Level == 2 ? Tag.H2 : Tag.H3);
        if (strips.Count == 0)
        {
            return strips;
        }

        if (heading.StartsPage)
        {
            strips.Insert(0, new Strip { StartsPage = true });
        }

        strips[heading.StartsPage ? 1 : 0].SpaceBefore = heading.Level == 2 ? Typography.HeadingGap : Typography.HeadingGap - 4;
        if (heading.Level == 2)
        {
            var last = strips[^1];
            last.Height += 2;
            last.Ops.Add(new LineOp(Left, last.Height, Left + width, last.Height, Typography.Rule, Ink.Black));
            last.Height += 1;
        }

        strips.ForEach(strip => strip.Hold(Bond.Firm));
        return strips;
    }

    private List<Strip> ParagraphStrips(Paragraph paragraph)
    {
        var strips = Text(paragraph.Spans, TextFormat.Body, width - paragraph.Indent, paragraph.Indent, Tag.Paragraph);
        if (strips.Count > 0)
        {
            strips[0].SpaceBefore = Typography.ParagraphGap;
        }

        // A note under a table or chart is read in one go, with what it explains.
        if (strips.Count <= LongestNote && paragraph.Spans.All(span => span is TextSpan { Style: SpanStyle.Secondary }))
        {
            strips.SkipLast(1).ToList().ForEach(strip => strip.Hold(Bond.Close));
        }

        return strips;
    }

    private List<Strip> ListStrips(ItemList list)
    {
        const double indent = 22;
        var strips = new List<Strip>();
        foreach (var (i, item) in list.Items.Index())
        {
            var lines = Text(item, TextFormat.Body, width - indent, indent, Tag.ListBody);
            if (lines.Count == 0)
            {
                continue;
            }

            var label = new List<Op> { BeginOp.Of(Tag.ListItem), BeginOp.Of(Tag.ListLabel) };
            Place(label, breaker.Line(list.Numbered ? $"{(i + 1).ToString(words.Culture)}." : "\u2013", TextFormat.Body), Left, 0);
            label.Add(EndOp.Instance);
            lines[0].Ops.InsertRange(0, label);
            lines[0].SpaceBefore = strips.Count == 0 ? Typography.ParagraphGap : 2;
            lines[^1].Ops.Add(EndOp.Instance);
            strips.AddRange(lines);
        }

        if (strips.Count > 0)
        {
            strips[0].Ops.Insert(0, new BeginOp(Tag.List) { Numbered = list.Numbered });
            strips[^1].Ops.Add(EndOp.Instance);
        }

        return strips;
    }

    private Strip RuleStrip(Rule rule)
    {
        var strip = new Strip { Height = rule.SpaceAbove + rule.Points + 3 };
        strip.Ops.Add(new LineOp(Left, rule.SpaceAbove, Left + width, rule.SpaceAbove, rule.Points, Ink.Black));
        return strip;
    }

    /// <summary>
    /// Lines of text as strips, in one element of the structure. The first two and the last two
    /// lines stay together: no single line at the foot or head of a page.
    /// </summary>
    private List<Strip> Text(IReadOnlyList<Span> spans, TextFormat format, double textWidth, double indent, Tag tag)
    {
        var lines = breaker.Lines(spans, textWidth, format);
        var strips = new List<Strip>(lines.Count);
        foreach (var (i, line) in lines.Index())
        {
            var strip = new Strip { Height = Typography.LineHeight(format.Size) };
            if (lines.Count > 1 && (i == 0 || i == lines.Count - 2))
            {
                strip.Hold(Bond.Firm);
            }

            if (i == 0)
            {
                strip.Ops.Add(BeginOp.Of(tag));
            }

            Place(strip.Ops, line, Left + indent + line.StartIn(textWidth), 0);
            if (i == lines.Count - 1)
            {
                strip.Ops.Add(EndOp.Instance);
            }

            strips.Add(strip);
        }

        return strips;
    }

    private static void Mark(Strip strip, string? anchor, string? bookmark, int level)
    {
        if (anchor is not null)
        {
            strip.Anchors.Add(anchor);
        }

        if (bookmark is not null)
        {
            strip.Bookmarks.Add((level, bookmark));
        }
    }

    /// <summary>Adds a set line at a place of a strip.</summary>
    private static void Place(List<Op> ops, TextLine line, double x, double y) => ops.Add(new SetOp(line, x, y));
}
