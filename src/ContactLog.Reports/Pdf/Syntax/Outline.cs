namespace ContactLog.Reports.Pdf.Syntax;

/// <summary>A bookmark.</summary>
/// <param name="Level">1 for a section, 2 for what lies in it.</param>
/// <param name="Title">Its words.</param>
/// <param name="Page">The object of its page.</param>
/// <param name="Top">Where on the page, from the bottom.</param>
internal readonly record struct Bookmark(int Level, string Title, int Page, double Top);

/// <summary>The bookmarks of a file (ISO 32000-1, section 12.3.3). Sections are closed up: a long list of exhibits would hide the others.</summary>
internal sealed class Outline(PdfFile file)
{
    /// <summary>Writes the bookmarks.</summary>
    /// <returns>The object of the whole, or 0 when there are none.</returns>
    public int Write(IEnumerable<Bookmark> bookmarks)
    {
        var sections = new List<(Bookmark Section, List<Bookmark> Inside)>();
        foreach (var bookmark in bookmarks)
        {
            if (bookmark.Level > 1 && sections.Count > 0)
            {
                sections[^1].Inside.Add(bookmark);
            }
            else
            {
                sections.Add((bookmark, []));
            }
        }

        if (sections.Count == 0)
        {
            return 0;
        }

        var root = file.Reserve();
        var numbers = sections.Select(_ => file.Reserve()).ToList();
        file.Put(root, to => to.Put("<</Type/Outlines/First ").Ref(numbers[0]).Put("/Last ").Ref(numbers[^1]).Put("/Count ").Put(numbers.Count).Put(">>"));
        foreach (var (i, (section, inside)) in sections.Index())
        {
            var children = inside.Select(_ => file.Reserve()).ToList();
            Item(section, root, numbers, i, children);
            foreach (var (k, child) in inside.Index())
            {
                Item(child, numbers[i], children, k, []);
            }
        }

        return root;
    }

    private void Item(Bookmark bookmark, int parent, List<int> siblings, int i, List<int> children) => file.Put(siblings[i], to =>
    {
        to.Put("<</Title").Text(bookmark.Title).Put("/Parent ").Ref(parent)
            .Put("/Dest[").Ref(bookmark.Page).Put("/XYZ 0 ").Put(bookmark.Top).Put("null]");
        if (i > 0)
        {
            to.Put("/Prev ").Ref(siblings[i - 1]);
        }

        if (i + 1 < siblings.Count)
        {
            to.Put("/Next ").Ref(siblings[i + 1]);
        }

        if (children.Count > 0)
        {
            to.Put("/First ").Ref(children[0]).Put("/Last ").Ref(children[^1]).Put("/Count ").Put(-children.Count);
        }

        to.Put(">>");
    });
}
