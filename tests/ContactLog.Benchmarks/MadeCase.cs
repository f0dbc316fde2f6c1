using System.Globalization;
using ContactLog.Data;
using ContactLog.Data.Accounts;
using ContactLog.Data.Record;
using ContactLog.Data.Sealing;
using ContactLog.Data.Sharing;
using ContactLog.Domain.Cases;
using ContactLog.Domain.Items;
using ContactLog.Domain.Sharing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ContactLog.Benchmarks;

/// <summary>A data folder with one account and one case of a given size, written by the same classes as hers. The same sizes give the same words.</summary>
internal sealed class MadeCase : IAsyncDisposable
{
    public const string UserName = "bench";
    public const string Password = "kettle-orbit-maple-lantern-brook";
    private static readonly string[] s_kinds = ["call", "text", "voicemail", "email", "social", "in-person", "other"];
    private static readonly string[] s_words =
        "he she they rang wrote stood waited near the door gate office again after before work school evening morning said asked that would not stop until answer phone message number withheld car street neighbour saw heard photo sent twice once minutes later then left note flowers window light bus stop station friend told about it same words as last time"
            .Split(' ');

    private readonly string _folder = Path.Combine(Path.GetTempPath(), "contactlog-bench-" + Guid.NewGuid().ToString("N"));
    private readonly ServiceProvider _services;
    private SignedUp? _owner;
    private CaseKey? _key;

    private MadeCase()
    {
        Installation = Installation.Open(DataLocation.For(Path.Combine(_folder, "data"), null));
        _services = new ServiceCollection().AddLogging()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().Build())
            .AddContactLogData(Installation).AddAccountData().BuildServiceProvider();
    }

    public Installation Installation { get; }

    public CaseKey Key => _key!;

    public SignedUp Owner => _owner!;

    /// <summary>A file in the folder of the case, gone with it.</summary>
    public string File(string name) => Path.Combine(_folder, name);

    /// <summary>Makes the case.</summary>
    /// <param name="incidents">How many incidents.</param>
    /// <param name="exhibits">How many exhibits, small pictures, each of an incident.</param>
    public static async Task<MadeCase> CreateAsync(int incidents, int exhibits)
    {
        var made = new MadeCase();
        made._owner = await made.WithAsync<SignUp, SignedUp?>(signUp => signUp.CreateAsync(UserName, Password, Place.Unknown, codeIsKept: true, CancellationToken.None));
        made._key = await made.WithAsync<Recorder, CaseKey>(recorder => recorder.BeginAsync(
            made.Owner.Account.Id,
            made.Owner.Keys.PublicKey,
            "Casey Example",
            FieldSet.Empty.With("label", "Notes").With("zone", "America/Chicago").With("own-name", "Casey Example"),
            CancellationToken.None));
        var start = new DateOnly(2025, 11, 3);
        await made.AppendAsync(
            EntryDraft.New(ItemType.Contact, FieldSet.Empty.With("label", "R. Example").With("role", "main")),
            EntryDraft.New(ItemType.ContactPoint, FieldSet.Empty.With("kind", "phone").With("value", "+1 555 0100")).LinkedTo("contact", 0),
            Boundary("Please do not contact me again in any way, including through other people. I will not reply.", start.AddDays(30)),
            Boundary("Do not come to my home or my work.", start.AddDays(90)),
            Boundary("Stop writing to my sister.", start.AddDays(150)));

        var drafts = new List<EntryDraft>();
        for (var number = 0; number < incidents; number++)
        {
            drafts.Add(EntryDraft.New(ItemType.Incident, Incident(number, start.AddDays(number * 340 / Math.Max(incidents, 1)))));
            if (drafts.Count == 250)
            {
                await made.AppendAsync([.. drafts]);
                drafts.Clear();
            }
        }

        if (drafts.Count > 0)
        {
            await made.AppendAsync([.. drafts]);
        }

        // The case itself and the five above come before the first incident.
        const int FirstIncident = 7;
        for (var number = 0; number < exhibits; number++)
        {
            var bytes = MadePicture.Png(360, 640, number);
            var file = await made.WithAsync<FileStore, ReceivedFile>(files =>
                files.ReceiveAsync(made.Key, new MemoryStream(bytes), $"picture-{number + 1}.png", 1 << 26, CancellationToken.None));
            var of = FirstIncident + (incidents == 0 ? 0 : number * incidents / exhibits);
            await made.AppendAsync(EntryDraft.New(ItemType.Exhibit, FieldSet.Empty
                .With("of", of.ToString(CultureInfo.InvariantCulture))
                .With("description", $"Picture {number + 1}")
                .With("what", "screenshot")
                .With("media-type", "image/png")).WithFiles(file.Id));
        }

        return made;
    }

    public Task<Appended> AppendAsync(params EntryDraft[] drafts) =>
        WithAsync<Recorder, Appended>(recorder => recorder.AppendAsync(Key, "Casey Example", drafts, null, CancellationToken.None));

    public Task<CaseFile> OpenAsync() => WithAsync<CaseOpener, CaseFile>(opener => opener.OpenAsync(Key, CancellationToken.None));

    public async Task<TResult> WithAsync<TService, TResult>(Func<TService, Task<TResult>> use)
        where TService : notnull
    {
        await using var scope = _services.CreateAsyncScope();
        return await use(scope.ServiceProvider.GetRequiredService<TService>());
    }

    public async ValueTask DisposeAsync()
    {
        _key?.Dispose();
        _owner?.Dispose();
        await _services.DisposeAsync();
        Installation.Dispose();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Another account, with no case of its own.</summary>
    public Task<SignedUp?> PersonAsync(string name) =>
        WithAsync<SignUp, SignedUp?>(signUp => signUp.CreateAsync(name, Password, Place.Unknown, codeIsKept: true, CancellationToken.None));

    /// <summary>Another owner's small case on the same server, shared with somebody.</summary>
    public async Task<Guid> SmallCaseSharedAsync(int number, int incidents, SignedUp reader)
    {
        using var keys = UserKeys.Create(Guid.NewGuid());
        await WithAsync<ContactLogDb, int>(db =>
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"owner{number}");
            db.Users.Add(new Account { Id = keys.UserId, UserName = name, NormalizedUserName = name.ToUpperInvariant(), PublicKey = keys.PublicKey });
            return db.SaveChangesAsync();
        });
        using var key = await WithAsync<Recorder, CaseKey>(recorder => recorder.BeginAsync(
            keys.UserId, keys.PublicKey, "Owner", FieldSet.Empty.With("label", $"File {1000 + number}").With("zone", "America/Chicago"), CancellationToken.None));
        var start = new DateOnly(2025, 11, 3);
        await WithAsync<Recorder, Appended>(recorder => recorder.AppendAsync(
            key,
            "Owner",
            [
                EntryDraft.New(ItemType.Contact, FieldSet.Empty.With("label", "R. Example").With("role", "main")),
                Boundary("Please do not contact me again.", start.AddDays(30)),
                .. Enumerable.Range(0, incidents).Select(at => EntryDraft.New(ItemType.Incident, Incident(at, start.AddDays(at * 340 / incidents)))),
            ],
            null,
            CancellationToken.None));
        return await ShareAsync(key, keys, reader);
    }

    /// <summary>Shares a case as an advocate sees it, through all the steps; gives the grant.</summary>
    public async Task<Guid> ShareAsync(CaseKey key, UserKeys owner, SignedUp reader)
    {
        var terms = new ShareTerms { Person = "Jo Sample", Days = 90, Scope = new CaseScope { Role = ShareRole.Advocate } };
        var (id, secret) = await WithAsync<CaseSharing, (Guid, string)>(sharing => sharing.InviteAsync(key, terms, CancellationToken.None));
        await WithAsync<Invitations, LinkState>(invitations => invitations.AcceptAsync(secret, reader.Keys, false, CancellationToken.None));
        var invited = await WithAsync<CaseSharing, IReadOnlyList<Invited>>(sharing => sharing.InvitationsAsync(key, owner, CancellationToken.None));
        return await WithAsync<CaseSharing, Guid>(sharing => sharing.ConfirmAsync(key, owner, "Owner", id, invited.Single(one => one.Id == id).Compared, CancellationToken.None));
    }

    private static EntryDraft Boundary(string words, DateOnly day) => EntryDraft.New(ItemType.Boundary, FieldSet.Empty
        .With("words", words).With("channel", "text").With("in-writing", "yes").With("covers", "all")
        .With("date", Iso(day)).With("time", "18:05").With("precision", "exact").With("zone", "America/Chicago")).LinkedTo("contact", 0);

    private static FieldSet Incident(int number, DateOnly day)
    {
        var fields = FieldSet.Empty
            .With("kind", s_kinds[number % s_kinds.Length])
            .With("date", Iso(day)).With("zone", "America/Chicago")
            .With("contact", "2")
            .With("narrative", Words(number, 40 + (number * 7 % 50)));
        fields = (number % 5) switch
        {
            0 => fields.With("precision", "day"),
            1 => fields.With("precision", "part").With("part", "evening"),
            _ => fields.With("precision", "exact").With("time", new TimeOnly(number * 7 % 24, number * 13 % 60).ToString("HH:mm", CultureInfo.InvariantCulture)),
        };
        if (number % 3 == 0)
        {
            fields = fields.With("said", Words(number + 100_000, 12));
        }

        return number % 6 == 0 ? fields.With("count", "4").With("feelings", Words(number + 200_000, 9)) : fields;
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    // A small generator of its own: the same words on every machine and every version of .NET.
    private static string Words(int seed, int count)
    {
        var state = (uint)seed * 2654435761u + 12345u;
        return string.Join(' ', Enumerable.Range(0, count).Select(_ =>
        {
            state = (state * 1664525u) + 1013904223u;
            return s_words[state / 65536 % s_words.Length];
        })) + ".";
    }
}
