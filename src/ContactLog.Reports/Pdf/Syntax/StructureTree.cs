namespace ContactLog.Reports.Pdf.Syntax;

/// <summary>
/// The tree that a screen reader walks (ISO 32000-1, section 14.7). An element is written when it
/// is closed, so that only the open ones are held.
/// </summary>
internal sealed class StructureTree
{
    private sealed class Element(int number, string kind, Element? parent, string attributes)
    {
        public int Number { get; } = number;

        public string Kind { get; } = kind;

        public Element? Parent { get; } = parent;

        public string Attributes { get; } = attributes;

        public Action<PdfBuffer>? More { get; init; }

        /// <summary>The page most of it lies on; content of other pages names its own.</summary>
        public int Page { get; set; }

        public PdfBuffer Kids { get; } = new();
    }

    private readonly PdfFile _file;
    private readonly int _root;
    private readonly List<List<int>> _pages = [];
    private readonly List<(int Key, int Element)> _links = [];
    private readonly int _pageTotal;
    private Element _current;
    private int _page;

    /// <summary>Begins the tree.</summary>
    /// <param name="file">Where it is written.</param>
    /// <param name="pageTotal">How many pages will be; keys of pages come before keys of links.</param>
    public StructureTree(PdfFile file, int pageTotal)
    {
        _file = file;
        _pageTotal = pageTotal;
        _root = file.Reserve();
        _current = new Element(file.Reserve(), "Document", null, "");
        Document = _current.Number;
    }

    private int Document { get; }

    /// <summary>Goes on to the next page.</summary>
    public void BeginPage(int page)
    {
        _page = page;
        _pages.Add([]);
    }

    /// <summary>Opens an element.</summary>
    /// <param name="kind">Its standard type, such as <c>P</c>.</param>
    /// <param name="attributes">Further entries; syntax only.</param>
    /// <param name="more">Writes entries with anyone's words.</param>
    public void Begin(string kind, string attributes = "", Action<PdfBuffer>? more = null) =>
        _current = new Element(_file.Reserve(), kind, _current, attributes) { More = more };

    /// <summary>Closes the innermost element.</summary>
    public void End()
    {
        var closed = _current;
        _current = closed.Parent ?? throw new InvalidOperationException("More elements are closed than were opened.");
        _current.Kids.Ref(closed.Number);
        Write(closed, _current.Number);
    }

    /// <summary>A mark for content of the current element on the current page.</summary>
    public int NextMark()
    {
        var marks = _pages[^1];
        if (_current.Page == 0)
        {
            _current.Page = _page;
        }

        if (_current.Page == _page)
        {
            _current.Kids.Put(marks.Count).Put(" ");
        }
        else
        {
            _current.Kids.Put("<</Type/MCR/Pg ").Ref(_page).Put("/MCID ").Put(marks.Count).Put(">> ");
        }

        marks.Add(_current.Number);
        return marks.Count - 1;
    }

    /// <summary>Puts a link under the current element.</summary>
    /// <param name="annotation">Object number of the link.</param>
    /// <returns>The key under which the link finds its element.</returns>
    public int AddLink(int annotation)
    {
        if (_current.Page == 0)
        {
            _current.Page = _page;
        }

        _links.Add((_pageTotal + _links.Count, _current.Number));
        _current.Kids.Put("<</Type/OBJR/Pg ").Ref(_page).Put("/Obj ").Ref(annotation).Put(">> ");
        return _links[^1].Key;
    }

    /// <summary>Closes the tree.</summary>
    /// <returns>The object number of its root.</returns>
    public int Finish()
    {
        if (_current.Parent is not null)
        {
            throw new InvalidOperationException("An element of the structure is still open.");
        }

        Write(_current, _root);
        var arrays = _pages.Select(marks => _file.Put(to =>
        {
            to.Put("[");
            marks.ForEach(element => to.Ref(element));
            to.Put("]");
        })).ToList();
        _file.Put(_root, to =>
        {
            to.Put("<</Type/StructTreeRoot/K ").Ref(Document).Put("/ParentTreeNextKey ").Put(_pageTotal + _links.Count).Put("/ParentTree<</Nums[");
            foreach (var (page, array) in arrays.Index())
            {
                to.Put(page).Put(" ").Ref(array);
            }

            foreach (var (key, element) in _links)
            {
                to.Put(key).Put(" ").Ref(element);
            }

            to.Put("]>>>>");
        });
        return _root;
    }

    private void Write(Element element, int parent) => _file.Put(element.Number, to =>
    {
        to.Put("<</S/").Put(element.Kind).Put("/P ").Ref(parent);
        if (element.Page > 0)
        {
            to.Put("/Pg ").Ref(element.Page);
        }

        to.Put(element.Attributes);
        element.More?.Invoke(to);
        to.Put("/K[").Put(element.Kids.Span).Put("]>>");
    });
}
