using System.Security.Cryptography;
using ContactLog.Data;
using ContactLog.Data.Accounts;
using ContactLog.Data.Record;
using ContactLog.Data.Sealing;
using ContactLog.Domain.Cases;
using ContactLog.Domain.Incidents;
using ContactLog.Domain.Items;
using ContactLog.Domain.Record;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ContactLog.Tests.Faults;

/// <summary>What was asked of the program, and what it answered.</summary>
internal sealed class Ledger
{
    private readonly Lock _lock = new();
    private readonly HashSet<Guid> _taps = [];
    private readonly Dictionary<Guid, HashSet<string>> _edits = [];
    private readonly HashSet<string> _files = new(StringComparer.Ordinal);
    private readonly HashSet<string> _sentEdits = new(StringComparer.Ordinal);
    private readonly HashSet<string> _sentFiles = new(StringComparer.Ordinal);
    private int _sentTaps;

    public int Acknowledged
    {
        get
        {
            lock (_lock)
            {
                return _taps.Count + _edits.Sum(edit => edit.Value.Count) + _files.Count;
            }
        }
    }

    public void TapSent() => Do(() => _sentTaps++);

    public void TapTaken(Guid id) => Do(() => _taps.Add(id));

    public void EditSent(string mark) => Do(() => _sentEdits.Add(mark));

    public void EditTaken(Guid id, string mark) => Do(() =>
    {
        if (!_edits.TryGetValue(id, out var marks))
        {
            _edits.Add(id, marks = new(StringComparer.Ordinal));
        }

        marks.Add(mark);
    });

    public void FileSent(string sha256) => Do(() => _sentFiles.Add(sha256));

    public void FileTaken(string sha256) => Do(() => _files.Add(sha256));

    public Guid? AnyTap(Random random)
    {
        lock (_lock)
        {
            return _taps.Count == 0 ? null : _taps.ElementAt(random.Next(_taps.Count));
        }
    }

    /// <summary>Compares the record with what was asked and answered.</summary>
    /// <returns>Sentences; none when every acknowledged entry is there whole and nothing is there that nobody sent.</returns>
    public async Task<IReadOnlyList<string>> CompareAsync(SealedRecord record)
    {
        var wrong = new List<string>();
        CaseFile file;
        try
        {
            file = await record.OpenAsync();
        }
        catch (RecordBrokenException broken)
        {
            return ["The record does not verify: " + broken.Message];
        }

        wrong.AddRange(_taps.Where(id => file.Find<Incident>(id) is null).Select(id => $"Tap {id} was acknowledged and is not there."));
        foreach (var (id, marks) in _edits)
        {
            var said = file.Find<Incident>(id)?.History.Select(revision => revision.Entry["narrative"]).ToHashSet() ?? [];
            wrong.AddRange(marks.Where(mark => !said.Contains(mark)).Select(mark => $"Edit '{mark}' was acknowledged and is not there."));
        }

        var arrived = file.Exhibits.Select(exhibit => exhibit.File.Entry.Sha256.Hex).ToHashSet(StringComparer.Ordinal);
        wrong.AddRange(_files.Where(sha256 => !arrived.Contains(sha256)).Select(sha256 => $"File {sha256} was acknowledged and is not there."));

        // What was on its way may be there or not, but only whole, and only once.
        if (file.AllIncidents.Count > _sentTaps)
        {
            wrong.Add($"There are {file.AllIncidents.Count} incidents; {_sentTaps} were sent.");
        }

        wrong.AddRange(file.AllIncidents.SelectMany(incident => incident.History).Select(revision => revision.Entry["narrative"]).OfType<string>()
            .Where(said => !_sentEdits.Contains(said)).Select(said => $"'{said}' is there and was never sent."));
        wrong.AddRange(file.Exhibits.GroupBy(exhibit => exhibit.File.Entry.Sha256.Hex, StringComparer.Ordinal).Where(same => same.Count() > 1).Select(same => $"File {same.Key} is there {same.Count()} times."));
        foreach (var exhibit in file.Exhibits)
        {
            var named = exhibit.File.Entry.Sha256.Hex;
            if (!_sentFiles.Contains(named))
            {
                wrong.Add($"File {named} is there and was never sent.");
            }
            else if (await record.HashOnceAsync(exhibit.File.Id) is var read && read != named)
            {
                wrong.Add($"File {named} is not whole: {read}.");
            }
        }

        return wrong;
    }

    private void Do(Action what)
    {
        lock (_lock)
        {
            what();
        }
    }
}

/// <summary>A data folder with one account and one case, looked at from outside the program that serves it.</summary>
internal sealed class SealedRecord : IAsyncDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "contactlog-faults-" + Guid.NewGuid().ToString("N"));
    private readonly Installation _installation;
    private readonly ServiceProvider _services;
    private readonly Dictionary<Guid, string> _hashed = [];
    private CaseKey? _key;

    private SealedRecord()
    {
        _installation = Installation.Open(DataLocation.For(Path.Combine(_folder, "data"), null));
        _services = new ServiceCollection().AddLogging()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().Build())
            .AddContactLogData(_installation).AddAccountData().BuildServiceProvider();
    }

    public DataLocation Location => _installation.Location;

    public CaseKey Key => _key!;

    /// <summary>The session cookie of the owner; it lives in the database, so it outlives the program.</summary>
    public string Cookie { get; private set; } = "";

    public static async Task<SealedRecord> BeginAsync()
    {
        var record = new SealedRecord();
        using var made = await record.WithAsync<SignUp, SignedUp?>(signUp => signUp.CreateAsync("casey", "kettle-orbit-maple-lantern", Place.Unknown, codeIsKept: true, CancellationToken.None))
            ?? throw new InvalidOperationException("The name is taken.");
        var ticket = await record.WithAsync<Sessions, SessionTicket>(sessions => sessions.BeginAsync(made.Account, made.Keys, halfOpen: false, Place.Unknown, null, CancellationToken.None));
        record.Cookie = ticket.ToString();
        record._key = await record.WithAsync<Recorder, CaseKey>(recorder => recorder.BeginAsync(
            made.Account.Id, made.Keys.PublicKey, "Casey Example", FieldSet.Empty.With("label", "Notes").With("zone", "America/Chicago"), CancellationToken.None));
        return record;
    }

    public Task<CaseFile> OpenAsync() => WithAsync<CaseOpener, CaseFile>(opener => opener.OpenAsync(Key, CancellationToken.None));

    /// <summary>The digest of the unsealed bytes of a file. A file that was read whole before is not read again: only the newest can have been cut.</summary>
    public async Task<string> HashOnceAsync(Guid id)
    {
        if (!_hashed.TryGetValue(id, out var hash))
        {
            hash = await HashAsync(id);
            _hashed.Add(id, hash);
        }

        return hash;
    }

    public Task<string> HashAsync(Guid id) => WithAsync<FileStore, string>(async files =>
    {
        try
        {
            await using var bytes = await files.OpenAsync(Key, id, CancellationToken.None);
            return Convert.ToHexStringLower(await SHA256.HashDataAsync(bytes));
        }
        catch (SealBrokenException broken)
        {
            return broken.Message;
        }
    });

    public Task<InstallationReport> CheckAsync() => InstallationCheck.RunAsync(Location, CancellationToken.None);

    public async Task<TResult> WithAsync<TService, TResult>(Func<TService, Task<TResult>> use)
        where TService : notnull
    {
        await using var scope = _services.CreateAsyncScope();
        return await use(scope.ServiceProvider.GetRequiredService<TService>());
    }

    public int Tamper(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Location.DatabaseFile}");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteNonQuery();
    }

    public async ValueTask DisposeAsync()
    {
        _key?.Dispose();
        await _services.DisposeAsync();
        _installation.Dispose();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }
}
