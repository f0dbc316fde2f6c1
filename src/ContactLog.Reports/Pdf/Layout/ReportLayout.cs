using System.Globalization;
using ContactLog.Domain.Language;
using ContactLog.Reports.Model;
using ContactLog.Reports.Pdf.Fonts;
using ContactLog.Reports.Pdf.Images;

namespace ContactLog.Reports.Pdf.Layout;

/// <summary>
/// Lays a report out as pages and volumes. A page reference is as wide as the number it prints, and
/// so can move what it refers to: the report is laid out until no anchor moves to another page;
/// after that numbers are final.
/// </summary>
internal sealed class ReportLayout(ReportDocument report, Words words, TextShaper shaper, long mostBytes)
{
    private const int RoundsBeforeRoom = 3, MostRounds = 12;

    private readonly ImageShelf _images = new(report);
    private readonly (double Width, double Height) _paper = report.Paper == Paper.A4 ? (595.28, 841.89) : (612, 792);
    private readonly Dictionary<string, int> _digits = new(StringComparer.Ordinal);
    private readonly LineCache _lines = new();
    private Dictionary<string, Place> _known = new(StringComparer.Ordinal);
    private bool _isFirstRound = true;
    private int _volumes = 1;

    /// <summary>Lays it out.</summary>
    /// <exception cref="ArgumentException">A page reference leads to an anchor that no block carries, two blocks carry the same anchor, or a table is malformed.</exception>
    public LaidOut Make()
    {
        try
        {
            return Settle();
        }
        finally
        {
            _images.Rest();
        }
    }

    private LaidOut Settle()
    {
        for (var round = 1; round <= MostRounds; round++)
        {
            var volumes = Round();
            var places = PlacesIn(volumes);
            var isSettled = _volumes == volumes.Count && places.Count == _known.Count && places.All(place =>
                _known.TryGetValue(place.Key, out var before) && before.Page == place.Value.Page && before.Volume == place.Value.Volume);
            if (isSettled && round > 1)
            {
                return new LaidOut(_paper, volumes, places);
            }

            _known = places;
            _volumes = volumes.Count;
            _isFirstRound = false;
            if (round >= RoundsBeforeRoom)
            {
                // A reference that is "9" and "10" by turns keeps the room of the wider one: then the turns end.
                foreach (var (anchor, place) in places)
                {
                    _digits[anchor] = Math.Max(_digits.GetValueOrDefault(anchor), place.Page.ToString(CultureInfo.InvariantCulture).Length);
                }
            }
        }

        throw new InvalidOperationException("The page numbers of the report do not settle.");
    }

    private PageGuess Guess(string anchor) =>
        _known.TryGetValue(anchor, out var place) ? new PageGuess(place.Page, _digits.GetValueOrDefault(anchor), place.Volume)
        : _isFirstRound ? new PageGuess(88)
        : throw new ArgumentException($"The report refers to '{anchor}', which no block carries.");

    private List<Volume> Round()
    {
        var breaker = new LineBreaker(words, shaper, Guess, _lines);
        var body = _paper.Height - (2 * Typography.Margin);
        var layout = new BlockLayout(words, breaker, _images, _paper.Width - (2 * Typography.Margin), body);
        var paginator = new Paginator(Typography.Margin, Typography.Margin + body);
        var size = new SizeEstimate();
        var hasOwnUnits = false;
        foreach (var (i, whole) in report.Sections.Index())
        {
            var section = layout.OnOnePage(whole);
            var continued = layout.Continued(section);
            var titleRoom = continued?.Height ?? 0;
            var taken = 0.0;
            foreach (var (k, blocks) in BlockLayout.Units(section).Index())
            {
                // How far the page is filled is known only when all of it is set; this is near enough to choose the size of a picture by.
                taken = k > 0 && blocks[0] is Heading { StartsPage: true } ? titleRoom : taken;
                var strips = layout.Unit(section, blocks, isFirst: k == 0, isNewPage: i == 0, taken);
                if (hasOwnUnits && size.Bytes + size.Of(strips) > mostBytes)
                {
                    paginator.BeginVolume();
                    size = new SizeEstimate();
                    hasOwnUnits = false;
                    breaker.Volume = paginator.Volumes.Count;
                    foreach (var repeated in report.Sections.Take(i).Where(repeated => repeated.InEveryVolume))
                    {
                        Add(layout.Repeat(repeated, VolumeLine(repeated, paginator.Volumes.Count)), layout.Continued(repeated), false);
                    }

                    strips = layout.Unit(section, blocks, isFirst: k == 0, isNewPage: true, taken: k > 0 ? titleRoom : 0);
                }

                if (k == 0 && VolumeLine(section, 1) is { } line)
                {
                    layout.AddVolumeLine(strips, line);
                }

                Add(strips, continued, k > 0);
                var height = BlockLayout.HeightOf(strips);
                taken = taken + height > body ? titleRoom + height : taken + height;
                // A volume that held nothing but what every volume holds would be no help.
                hasOwnUnits |= !section.InEveryVolume;
            }
        }

        paginator.Finish();
        return paginator.Volumes;

        void Add(List<Strip> strips, Strip? continued, bool isContinued)
        {
            size.Add(strips);
            paginator.Add(strips, continued, isContinued);
        }
    }

    /// <summary>What the cover of a volume says of it: once it is known that there are several.</summary>
    private string? VolumeLine(ReportSection section, int volume) =>
        _volumes > 1 && ReferenceEquals(section, report.Sections[0]) ? words["reportpage.volume.cover", volume, _volumes] : null;

    private static Dictionary<string, Place> PlacesIn(List<Volume> volumes)
    {
        var places = new Dictionary<string, Place>(StringComparer.Ordinal);
        foreach (var volume in volumes)
        {
            foreach (var (number, page) in volume.Pages.Index())
            {
                foreach (var placed in page)
                {
                    foreach (var anchor in placed.IsRepeat ? [] : placed.Strip.Anchors)
                    {
                        if (!places.TryAdd(anchor, new Place(volume.FirstPage + number, placed.Top, volume.Number)))
                        {
                            throw new ArgumentException($"The anchor '{anchor}' is carried by two blocks.");
                        }
                    }
                }
            }
        }

        return places;
    }
}
