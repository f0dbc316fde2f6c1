namespace ContactLog.Reports.Pdf.Layout;

/// <summary>A strip at its height on a page; the repeated ones stand outside the structure.</summary>
internal readonly record struct PlacedStrip(Strip Strip, double Top, bool IsRepeat);

/// <summary>
/// Sets strips one below the other, page after page. A page that is full ends where it costs least: looking back over
/// the page, the cost of parting what belongs together is weighed against the room that would be left empty.
/// </summary>
internal sealed class Paginator(double top, double bottom)
{
    private readonly List<Entry> _page = [];
    private double _y;

    /// <summary>The volumes so far.</summary>
    public List<Volume> Volumes { get; } = [];

    /// <summary>What follows begins another volume.</summary>
    public void BeginVolume()
    {
        EndPage(_page.Count);
        var last = Volumes.Count > 0 ? Volumes[^1] : null;
        Volumes.Add(new Volume(Volumes.Count + 1, last is null ? 1 : last.FirstPage + last.Pages.Count));
    }

    /// <summary>Nothing follows.</summary>
    public void Finish() => EndPage(_page.Count);

    /// <summary>Adds strips of a section.</summary>
    /// <param name="strips">The strips.</param>
    /// <param name="continued">The repeated title of the section, or null.</param>
    /// <param name="isContinued">Whether the section began before these strips.</param>
    public void Add(List<Strip> strips, Strip? continued, bool isContinued)
    {
        if (Volumes.Count == 0)
        {
            BeginVolume();
        }

        foreach (var (i, strip) in strips.Index())
        {
            // A break right after a break, or at the top of a page, would print an empty page.
            if ((strip.StartsPage || bottom - _y < strip.NeedsRoom) && !IsEmpty)
            {
                EndPage(_page.Count);
            }

            _page.Add(new Entry(strip, i == 0 && !isContinued ? null : continued));
            Grow(_page.Count - 1);
            while (_y > bottom + 0.01 && CheapestEnd() is var end && end > 0)
            {
                EndPage(end);
            }
        }
    }

    /// <summary>Whether the page shows nothing yet.</summary>
    private bool IsEmpty => !_page.Exists(entry => entry.Strip.Height > 0);

    /// <summary>Where the page ends: how many of its strips stay. None when the first that is seen is taller than a page by itself.</summary>
    private int CheapestEnd()
    {
        var (best, least) = (0, double.MaxValue);
        var y = Start(_page[0]);
        var isEmpty = true;
        for (var i = 0; i < _page.Count - 1; i++)
        {
            var strip = _page[i].Strip;
            y += Space(i, strip) + strip.Height;
            isEmpty &= strip.Height <= 0;
            // What is too tall for any page stands on one by itself.
            if (isEmpty || (y > bottom + 0.01 && best > 0))
            {
                continue;
            }

            var cost = Cost(strip.Bond) + (Math.Max(bottom - y, 0) / (bottom - top));
            if (cost <= least + 0.0001)
            {
                (best, least) = (i + 1, cost);
            }
        }

        return best;
    }

    /// <summary>In parts of a page: as much may be left empty to avoid the parting.</summary>
    private static double Cost(Bond bond) => bond switch
    {
        Bond.Free => 0,
        Bond.Loose => 0.3,
        Bond.Close => 0.6,
        _ => 4,
    };

    /// <summary>Where the first strip of a page begins, below what is repeated over it.</summary>
    private double Start(Entry first) => top + (first.Continued?.Height ?? 0) + (first.Strip.Repeat?.Height ?? 0);

    /// <summary>At the top of a page there is nothing to keep a distance from.</summary>
    private double Space(int at, Strip strip)
    {
        var isUnderSomething = _page[0].Continued is not null || _page[0].Strip.Repeat is not null;
        for (var i = 0; i < at && !isUnderSomething; i++)
        {
            isUnderSomething = _page[i].Strip.Height > 0;
        }

        return isUnderSomething ? strip.SpaceBefore : 0;
    }

    private void Grow(int at)
    {
        var strip = _page[at].Strip;
        _y = (at == 0 ? Start(_page[0]) : _y) + Space(at, strip) + strip.Height;
    }

    /// <summary>Sets the first strips as a page; the others begin the next.</summary>
    private void EndPage(int count)
    {
        if (count == 0)
        {
            return;
        }

        if (IsEmpty && Volumes[^1].Pages.Count > 0)
        {
            // Anchors of what prints nothing: they need no page of their own.
            var last = Volumes[^1].Pages[^1];
            last.AddRange(_page.Select(entry => new PlacedStrip(entry.Strip, bottom, IsRepeat: false)));
            _page.Clear();
            return;
        }

        var placed = new List<PlacedStrip>(count + 2);
        var y = top;
        foreach (var repeated in new[] { _page[0].Continued, _page[0].Strip.Repeat })
        {
            if (repeated is not null)
            {
                placed.Add(new PlacedStrip(repeated, y, IsRepeat: true));
                y += repeated.Height;
            }
        }

        for (var i = 0; i < count; i++)
        {
            var strip = _page[i].Strip;
            y += Space(i, strip);
            placed.Add(new PlacedStrip(strip, y, IsRepeat: false));
            y += strip.Height;
        }

        Volumes[^1].Pages.Add(placed);
        _page.RemoveRange(0, count);
        _y = top;
        for (var i = 0; i < _page.Count; i++)
        {
            Grow(i);
        }
    }

    /// <summary>A strip, and the title that is repeated where it comes first on a page.</summary>
    private readonly record struct Entry(Strip Strip, Strip? Continued);
}
