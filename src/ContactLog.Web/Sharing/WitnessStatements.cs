using System.Text;
using ContactLog.Data.Record;
using ContactLog.Data.Sealing;
using ContactLog.Data.Sharing;
using ContactLog.Domain.Incidents;
using ContactLog.Domain.Items;
using ContactLog.Domain.Language;

namespace ContactLog.Web.Sharing;

/// <summary>
/// Takes a witness's own words into her record: as an exhibit of the incident, its file the words as they were typed, its
/// entry under the name she gave the witness and dated by the server. So it has a label and a digest, stands in the
/// report like any exhibit, can be withdrawn by her with a reason, and was never hers to change.
/// </summary>
public sealed class WitnessStatements(Recorder recorder, CaseOpener opener, FileStore files, Words words)
{
    /// <summary>The longest statement, in characters.</summary>
    public const int Longest = 20_000;

    /// <summary>The most that one witness adds. Every one stands in her record for good, so whoever takes over their account must not fill it.</summary>
    public const int Most = 50;

    /// <summary>Adds one.</summary>
    /// <param name="key">The key to the case.</param>
    /// <param name="person">The name she gave the witness.</param>
    /// <param name="grant">The witness's grant: the name does not tell, another may bear it.</param>
    /// <param name="incident">What it is about.</param>
    /// <param name="text">The words.</param>
    /// <param name="requestId">The form; sent twice it adds one.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="EpochPassedException">The key is of before.</exception>
    /// <exception cref="SharingRefusedException">There are as many as there may be.</exception>
    public async Task AddAsync(CaseKey key, string person, Guid grant, Incident incident, string text, Guid? requestId, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(incident);
        ArgumentNullException.ThrowIfNull(text);
        if (requestId is { } form && await recorder.FindTakenAsync(key.CaseId, form, cancel) is not null)
        {
            return;
        }

        var head = await NeedRoomAsync(key, grant, cancel);
        var bytes = Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\n"));
        using var source = new MemoryStream(bytes);
        var file = await files.ReceiveAsync(key, source, "statement.txt", bytes.Length, cancel);
        var taken = false;
        try
        {
            var fields = FieldSet.Empty
                .With("media-type", "text/plain")
                .With("of", incident.FirstSeq)
                .With("what", "document")
                .With("statement", person)
                .With("grant", grant.ToString("N"))
                .With("description", words["cases.statement.of", person])
                .With("transcript", Encoding.UTF8.GetString(bytes));
            var draft = EntryDraft.New(ItemType.Exhibit, fields).WithFiles(file.Id);
            while (true)
            {
                try
                {
                    taken = !(await recorder.AppendAsync(key, person, [draft], requestId, cancel, seenHead: head)).WasThere;
                    return;
                }
                catch (RecordMovedException)
                {
                    // Counted upon a record that went on since: a hundred sent in the same moment would all have found room. Whoever went first has
                    // written, so this comes to an end.
                    head = await NeedRoomAsync(key, grant, cancel);
                }
            }
        }
        finally
        {
            if (!taken)
            {
                await files.DropPendingAsync(key, file.Id, CancellationToken.None);
            }
        }
    }

    private async Task<int> NeedRoomAsync(CaseKey key, Guid grant, CancellationToken cancel)
    {
        var all = await opener.OpenForPageAsync(key, cancel);
        return all.Exhibits.Count(exhibit => exhibit.IsStatementOf(grant)) < Most ? all.Entries.Count : throw new SharingRefusedException(SharingRefusal.TooMany);
    }
}
