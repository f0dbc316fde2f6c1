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
    private readonly Dictionary<long, (string Path, string Name, string? Type)> _rows = [];
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
            _rows.TryAdd(row.Id, (row.Text("filename") ?? "", PlainText.Line(row.Text("transfer_name") ?? "", 255), row.Text("mime_type")));
        }

        // By where it lies under "Attachments"; chosen one by one, files have no folder and go by their name, where only one is called so.
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

    private FoundAttachment File((string Path, string Name, string? Type) row)
    {
        var last = row.Path[(row.Path.LastIndexOf('/') + 1)..];
        var name = row.Name.Length > 0 ? row.Name : PlainText.Line(last, 255);
        var place = new[] { Under(row.Path), last, row.Name }.Select(key => key is { Length: > 0 } ? _places.GetValueOrDefault(key) : null).FirstOrDefault(one => one is { Length: > 0 });
        return _beside.Describe(name.Length > 0 ? name : "file", place is null ? [] : [place], row.Type);
    }

    private static string? Under(string path) => path.IndexOf(Root, StringComparison.OrdinalIgnoreCase) is >= 0 and var at ? path[(at + Root.Length)..] : null;

    private static IEnumerable<SqliteRow> Rows(Dictionary<string, SqliteTable> tables, string name, CancellationToken cancellationToken) =>
        tables.TryGetValue(name, out var table) ? table.Rows(cancellationToken).OfType<SqliteRow>().Take(MostRows) : [];
}
