namespace ContactLog.Reports.Pdf.Layout;

/// <summary>A strip at its height on a page; the repeated ones stand outside the structure.</summary>
internal readonly record struct PlacedStrip(Strip Strip, double Top, bool IsRepeat);

/// <summary>Sets strips one below the other, page after page.</summary>
internal sealed class Paginator(double top, double bottom)
{
    private List<List<PlacedStrip>> _pages = [];
    private double _y;

    /// <summary>The volumes so far.</summary>
    public List<Volume> Volumes { get; } = [];

    /// <summary>What follows begins another volume.</summary>
    public void BeginVolume()
    {
        var last = Volumes.Count > 0 ? Volumes[^1] : null;
        Volumes.Add(new Volume(Volumes.Count + 1, last is null ? 1 : last.FirstPage + last.Pages.Count));
        _pages = Volumes[^1].Pages;
    }

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

        for (var i = 0; i < strips.Count;)
        {
            if (strips[i].StartsPage)
            {
                // A break right after a break, or at the top of a page, would print an empty page.
                if (_pages.Count == 0 || _pages[^1].Exists(placed => !placed.IsRepeat && placed.Strip.Height > 0))
                {
                    NewPage(i == 0 && !isContinued ? null : continued, null);
                }

                Place(strips[i]);
                i++;
                continue;
            }

            var end = i;
            while (strips[end].KeepWithNext && end + 1 < strips.Count && !strips[end + 1].StartsPage)
            {
                end++;
            }

            var group = strips.GetRange(i, end - i + 1);
            var height = group.Sum(strip => strip.Height + strip.SpaceBefore);
            if (_pages.Count == 0)
            {
                NewPage(null, null);
            }

            if (!AtTop && !Fits(height))
            {
                if (height - (continued is null && group[0].Repeat is null ? group[0].SpaceBefore : 0) <= Room(continued, group[0].Repeat))
                {
                    NewPage(continued, group[0].Repeat);
                }
                else if (!Fits(group[0].Height + group[0].SpaceBefore))
                {
                    NewPage(continued, group[0].Repeat);
                }
            }

            foreach (var strip in group)
            {
                if (!AtTop && !Fits(strip.Height + strip.SpaceBefore))
                {
                    NewPage(continued, strip.Repeat);
                }

                Place(strip);
            }

            i = end + 1;
        }
    }

    /// <summary>Whether nothing but repeated heads is on the page yet.</summary>
    private bool AtTop => _pages.Count == 0 || !_pages[^1].Exists(placed => !placed.IsRepeat && placed.Strip.Height > 0);

    private bool Fits(double height) => _y + height <= bottom + 0.01;

    private double Room(Strip? continued, Strip? repeat) => bottom - top - (continued?.Height ?? 0) - (repeat?.Height ?? 0);

    private void NewPage(Strip? continued, Strip? repeat)
    {
        _pages.Add([]);
        _y = top;
        foreach (var strip in new[] { continued, repeat })
        {
            if (strip is not null)
            {
                _pages[^1].Add(new PlacedStrip(strip, _y, IsRepeat: true));
                _y += strip.Height;
            }
        }
    }

    private void Place(Strip strip)
    {
        if (_pages[^1].Exists(placed => placed.Strip.Height > 0))
        {
            _y += strip.SpaceBefore;
        }

        _pages[^1].Add(new PlacedStrip(strip, _y, IsRepeat: false));
        _y += strip.Height;
    }
}
