using ContactLog.Imports.Sqlite;
using ContactLog.Imports.Text;

namespace ContactLog.Imports.ImessageDb;

/// <summary>The files of messages: named in the database, lying beside it when she took the folder <c>Attachments</c> along.</summary>
internal sealed class MessageFiles
{
    private const string Root = "Attachments/";
    private const int MostRows = 500_000;
    private const int MostOfOne = 200;
    private readonly Dictionary<long, List<long>> _ofMessage = [];
    private readonly Dictionary<long, Row> _rows = [];
    private readonly Dictionary<string, int> _called = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _places = new(StringComparer.OrdinalIgnoreCase);
    private readonly BesideFiles _beside;

    public MessageFiles(ExportFile file, Dictionary<string, SqliteTable> tables, CancellationToken cancellationToken)
    {
        _beside = new BesideFiles(file, cancellationToken);
        foreach (var row in Rows(tables, "message_attachment_join", cancellationToken))
        {
            if (row.Number("message_id") is { } message && row.Number("attachment_id") is { } attachment)
            {
                if (!_ofMessage.TryGetValue(message, out var all))
                {
                    _ofMessage.Add(message, all = []);
                }

                all.AddRange(all.Count < MostOfOne ? [attachment] : []);
            }
        }

        foreach (var row in Rows(tables, "attachment", cancellationToken))
        {
            var one = new Row(row.Text("filename") ?? "", PlainText.Line(row.Text("transfer_name") ?? "", 255), row.Text("mime_type"), row.Number("total_bytes"));
            if (_rows.TryAdd(row.Id, one))
            {
                foreach (var name in one.Names.Distinct(StringComparer.OrdinalIgnoreCase))
                {
                    _called[name] = _called.GetValueOrDefault(name) + 1;
                }
            }
        }

        // By where it lies under "Attachments"; chosen one by one, files have no folder and go by their name.
        foreach (var name in file.Folder.Names)
        {
            var key = Under(name) ?? name[(name.LastIndexOf('/') + 1)..];
            if (!_places.TryAdd(key, name))
            {
                _places[key] = "";
            }
        }
    }

    /// <summary>The files of a message, in order.</summary>
    public IReadOnlyList<FoundAttachment> Of(long message) => _ofMessage.TryGetValue(message, out var all) ? [.. all.Where(_rows.ContainsKey).Select(one => File(_rows[one]))] : [];

    private FoundAttachment File(Row row)
    {
        var name = row.Name.Length > 0 ? row.Name : PlainText.Line(row.Last, 255);
        name = name.Length > 0 ? name : "file";
        if (Under(row.Path) is { Length: > 0 } under && _places.GetValueOrDefault(under) is { Length: > 0 } place)
        {
            return _beside.Describe(name, [place], row.Type);
        }

        // A telephone gives many pictures one name (IMG_0001): by the name alone a file is this one's only where no other is called so, and its size fits.
        foreach (var called in row.Names.Where(one => _called[one] == 1))
        {
            if (_places.GetValueOrDefault(called) is { Length: > 0 } alone && _beside.Describe(name, [alone], row.Type) is var found && found.Size == row.Bytes)
            {
                return found;
            }
        }

        return _beside.Describe(name, [], row.Type);
    }

    private static string? Under(string path) => path.IndexOf(Root, StringComparison.OrdinalIgnoreCase) is >= 0 and var at ? path[(at + Root.Length)..] : null;

    private static IEnumerable<SqliteRow> Rows(Dictionary<string, SqliteTable> tables, string name, CancellationToken cancellationToken) =>
        tables.TryGetValue(name, out var table) ? table.Rows(cancellationToken).OfType<SqliteRow>().Take(MostRows) : [];

    private sealed record Row(string Path, string Name, string? Type, long? Bytes)
    {
        public string Last { get; } = Path[(Path.LastIndexOf('/') + 1)..];

        public IEnumerable<string> Names => new[] { Last, Name }.Where(one => one.Length > 0);
    }
}
