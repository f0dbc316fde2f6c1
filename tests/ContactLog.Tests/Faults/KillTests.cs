using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using ContactLog.Data.Record;
using ContactLog.Domain.Items;
using ContactLog.Tests.Support;
using Xunit.Abstractions;

namespace ContactLog.Tests.Faults;

/// <summary>
/// The built program takes entries with files over HTTP from several connections and is killed with SIGKILL at
/// random moments, 200 times. What it acknowledged must be there and verify; what was on its way is there whole or
/// not at all. (security.md section 6, F1.)
/// </summary>
[Collection(FaultCollection.Name)]
public sealed class KillTests(ITestOutputHelper output)
{
    // A release is checked with CONTACTLOG_KILLS=1000.
    private static readonly int s_kills = int.TryParse(Environment.GetEnvironmentVariable("CONTACTLOG_KILLS"), CultureInfo.InvariantCulture, out var kills) ? kills : 200;
    private const int Folders = 4;
    private const int AtOnce = 2;

    [Fact]
    public async Task Killed_two_hundred_times_it_loses_nothing_it_acknowledged_and_keeps_nothing_half()
    {
        using var turns = new SemaphoreSlim(AtOnce);
        var folders = await Task.WhenAll(Enumerable.Range(0, Folders).Select(async number =>
        {
            await turns.WaitAsync();
            try
            {
                return await KillAsync(new Random(20261121 + number), s_kills / Folders);
            }
            finally
            {
                turns.Release();
            }
        }));
        output.WriteLine($"{folders.Sum(folder => folder.Kills)} kills, {folders.Sum(folder => folder.Acknowledged)} acknowledged entries, {folders.Sum(folder => folder.InFlight)} requests cut, slowest restart {folders.Max(folder => folder.Slowest).TotalSeconds:F1} s");
        Assert.Equal(s_kills / Folders * Folders, folders.Sum(folder => folder.Kills));
        // Kills between requests prove little: most must have hit a program at work, and work must have been done.
        Assert.True(folders.Sum(folder => folder.InFlight) >= s_kills / 2, "Hardly any kill cut a request.");
        Assert.True(folders.Sum(folder => folder.Acknowledged) >= s_kills, "Hardly anything was acknowledged.");
    }

    [Fact]
    public async Task The_comparison_finds_what_is_missing_cut_or_never_sent()
    {
        await using var record = await SealedRecord.BeginAsync();
        var bytes = RandomNumberGenerator.GetBytes(3_000_000);
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        var file = await record.WithAsync<FileStore, ReceivedFile>(files => files.ReceiveAsync(record.Key, new MemoryStream(bytes), "a.bin", 1 << 30, CancellationToken.None));
        var appended = await record.WithAsync<Recorder, Appended>(recorder => recorder.AppendAsync(
            record.Key,
            "Casey Example",
            [EntryDraft.New(ItemType.Incident, FieldSet.Empty.With("kind", "call").With("narrative", "one")), EntryDraft.New(ItemType.Exhibit, FieldSet.Empty).WithFiles(file.Id)],
            null,
            CancellationToken.None));

        var ledger = new Ledger();
        ledger.TapSent();
        ledger.TapTaken(appended.ItemIds[0]);
        ledger.EditSent("one");
        ledger.EditTaken(appended.ItemIds[0], "one");
        ledger.FileSent(hash);
        ledger.FileTaken(hash);
        Assert.Empty(await ledger.CompareAsync(record));
        Assert.Empty((await record.CheckAsync()).Problems);

        // An acknowledged entry that never was.
        var missing = Guid.NewGuid();
        ledger.TapTaken(missing);
        ledger.EditTaken(appended.ItemIds[0], "two");
        ledger.FileTaken(new string('0', 64));
        var found = await ledger.CompareAsync(record);
        Assert.Contains(found, line => line.Contains(missing.ToString(), StringComparison.Ordinal));
        Assert.Contains(found, line => line.Contains("'two'", StringComparison.Ordinal));
        Assert.Contains(found, line => line.Contains(new string('0', 64), StringComparison.Ordinal));

        // Something that nobody sent.
        Assert.Contains(await new Ledger().CompareAsync(record), line => line.Contains("never sent", StringComparison.Ordinal));

        // A file of which the end is missing, and an entry of which a field is missing.
        Assert.Equal(1, record.Tamper("DELETE FROM FileSegments WHERE Ordinal = (SELECT MAX(Ordinal) FROM FileSegments)"));
        Assert.NotEqual(hash, await record.HashAsync(file.Id));
        Assert.NotEmpty((await record.CheckAsync()).Problems);
        Assert.Equal(1, record.Tamper("DELETE FROM EntryFields WHERE rowid = (SELECT MAX(rowid) FROM EntryFields)"));
        Assert.Contains(await ledger.CompareAsync(record), line => line.Contains("does not verify", StringComparison.Ordinal));
    }

    private static async Task<Outcome> KillAsync(Random random, int kills)
    {
        await using var record = await SealedRecord.BeginAsync();
        var ledger = new Ledger();
        var token = "";
        var cookies = new CookieContainer();
        cookies.Add(new Cookie("n", record.Cookie, "/", "127.0.0.1"));
        var cut = 0;
        var slowest = TimeSpan.Zero;
        for (var kill = 0; kill <= kills; kill++)
        {
            await using var program = await RunningProgram.StartAsync([], record.Location.Folder);
            slowest = program.StartedIn > slowest ? program.StartedIn : slowest;
            // With the program running again, as she would look: its start must have mended what the kill left.
            var wrong = await ledger.CompareAsync(record);
            Assert.True(wrong.Count == 0, $"After kill {kill}:\n{string.Join('\n', wrong)}\n{program.Output}");
            if (kill == kills)
            {
                break;
            }

            if (token.Length == 0)
            {
                token = await TokenAsync(program.Address, cookies);
            }

            using var stop = new CancellationTokenSource();
            var before = ledger.Acknowledged;
            var clients = Enumerable.Range(0, random.Next(2, 5)).Select(number =>
                new Client(program.Address, cookies, token, ledger, new Random(random.Next()), $"kill {kill} client {number}").WorkAsync(stop.Token)).ToList();
            var enough = before + random.Next(0, 6);
            var watch = System.Diagnostics.Stopwatch.StartNew();
            while (ledger.Acknowledged < enough && watch.Elapsed < TimeSpan.FromSeconds(10) && !clients.Exists(client => client.IsFaulted))
            {
                await Task.Delay(5, CancellationToken.None);
            }

            await Task.Delay(random.Next(0, 120), CancellationToken.None);
            await program.KillAsync();
            await stop.CancelAsync();
            try
            {
                cut += (await Task.WhenAll(clients)).Count(wasCut => wasCut);
            }
            catch (InvalidOperationException fault)
            {
                // What the program said of it is the only way to know.
                throw new InvalidOperationException($"After {kill} kills: {fault.Message}\n{program.Output}", fault);
            }
        }

        Assert.Empty((await record.CheckAsync()).Problems);
        return new(kills, ledger.Acknowledged, cut, slowest);
    }

    private static async Task<string> TokenAsync(Uri address, CookieContainer cookies)
    {
        using var http = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies, AllowAutoRedirect = false }) { BaseAddress = address };
        var page = await http.GetStringAsync("/");
        return Regex.Match(page, "name=\"__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"").Groups[1].Value is { Length: > 0 } token
            ? token
            : throw new InvalidOperationException("The first page has no form:\n" + page);
    }

    private sealed record Outcome(int Kills, int Acknowledged, int InFlight, TimeSpan Slowest);

    /// <summary>One connection that taps, edits and uploads until the program is gone.</summary>
    private sealed class Client(Uri address, CookieContainer cookies, string token, Ledger ledger, Random random, string name)
    {
        private int _count;

        /// <returns>True when the kill cut a request.</returns>
        public async Task<bool> WorkAsync(CancellationToken stop)
        {
            using var http = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies, AllowAutoRedirect = false }) { BaseAddress = address };
            while (!stop.IsCancellationRequested)
            {
                try
                {
                    await (random.Next(4) switch
                    {
                        0 when ledger.AnyTap(random) is { } id => EditAsync(http, id),
                        0 or 1 => TapAsync(http),
                        2 => UploadAsync(http, random.Next(0, 400_000)),
                        _ => random.Next(4) == 0 ? UploadAsync(http, random.Next(1_000_000, 3_000_000)) : TapAsync(http),
                    });
                }
                catch (HttpRequestException)
                {
                    return true;
                }
                catch (IOException)
                {
                    return true;
                }
            }

            return false;
        }

        private async Task TapAsync(HttpClient http)
        {
            ledger.TapSent();
            using var answer = await http.PostAsync("/", Form(("requestId", Guid.NewGuid().ToString()), ("kind", "call")));
            ledger.TapTaken(Guid.Parse(Regex.Match(Taken(answer), "[0-9a-f-]{36}").Value));
        }

        private async Task EditAsync(HttpClient http, Guid id)
        {
            var page = await http.GetStringAsync($"/Incidents/Edit/{id}");
            var seen = Regex.Match(page, "name=\"Input.Seen\" value=\"(\\d+)\"").Groups[1].Value;
            var mark = string.Create(CultureInfo.InvariantCulture, $"{name} edit {++_count}");
            ledger.EditSent(mark);
            using var answer = await http.PostAsync($"/Incidents/Edit/{id}", Form(
                ("Input.Seen", seen), ("Input.RequestId", Guid.NewGuid().ToString()), ("f.shown", "narrative"), ("f.narrative", mark)));
            // 200 is the page that says another window saved first: nothing was taken.
            if (answer.StatusCode != HttpStatusCode.OK)
            {
                Taken(answer);
                ledger.EditTaken(id, mark);
            }
        }

        private async Task UploadAsync(HttpClient http, int size)
        {
            var bytes = new byte[size + 1];
            random.NextBytes(bytes);
            var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
            using var form = new MultipartFormDataContent
            {
                { new StringContent(token), "__RequestVerificationToken" },
                { new StringContent(Guid.NewGuid().ToString()), "Request" },
            };
            var file = new ByteArrayContent(bytes);
            file.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
            form.Add(file, "Files", "noise.bin");
            ledger.FileSent(hash);
            using var answer = await http.PostAsync("/Exhibits/Add", form);
            Taken(answer);
            ledger.FileTaken(hash);
        }

        private FormUrlEncodedContent Form(params (string Name, string Value)[] fields) =>
            new([.. fields.Select(field => KeyValuePair.Create(field.Name, field.Value)), KeyValuePair.Create("__RequestVerificationToken", token)]);

        // An answer that sends on to the next page, and not to the sign-in, is what she sees as "Saved".
        private static string Taken(HttpResponseMessage answer) =>
            (int)answer.StatusCode is 302 or 303 && answer.Headers.Location!.ToString() is var to && !to.Contains("SignIn", StringComparison.Ordinal)
                ? to
                : throw new InvalidOperationException($"{answer.RequestMessage!.RequestUri!.AbsolutePath}: {(int)answer.StatusCode} {answer.Headers.Location}");
    }
}

/// <summary>Runs alone: it needs the whole machine, and the machine must not starve it.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class FaultCollection
{
    public const string Name = "Faults";
}
