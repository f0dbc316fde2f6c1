using System.CommandLine;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;

namespace ContactLog.Benchmarks;

/// <summary>Bringing in a backup over HTTP as she does: the files sent, the preview, and then every message sealed and appended at once.</summary>
internal static class CommitBenchmark
{
    private const string Him = "+13125550101";

    public static Command Create()
    {
        var messages = new Option<int>("--entries") { Description = "How many messages become entries.", DefaultValueFactory = _ => 10_000 };
        var command = new Command("import-commit", "Brings in a backup; seconds is the time of the last button, told how often the progress was seen to move.") { messages };
        command.SetAction((parsed, _) => RunAsync(parsed.GetValue(messages)));
        return command;
    }

    private static async Task RunAsync(int messages)
    {
        await using var made = await MadeCase.CreateAsync(1, 0);
        await using var site = await MadeSite.StartAsync(made);
        // The first import pays for what is loaded once.
        await ImportAsync(site, 20, 1_600_000_000_000);
        var (preview, seconds, seen, measured) = await ImportAsync(site, messages, 1_700_000_000_000);
        Measured.Print("import-commit",
            ("entries", messages),
            ("seconds", seconds),
            ("entriesPerSecond", messages / seconds),
            ("previewSeconds", preview),
            ("progressSeen", seen),
            ("peakMb", measured.PeakMb),
            ("grownMb", measured.PeakMb - measured.BeforeMb));
    }

    private static async Task<(double Preview, double Seconds, int Seen, Measured Measured)> ImportAsync(MadeSite site, int messages, long first)
    {
        using var form = new MultipartFormDataContent();
        foreach (var (name, value) in await site.HiddenAsync("/Import"))
        {
            form.Add(new StringContent(value), name);
        }

        form.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(Backup(messages, first))), "Export", "sms.xml");
        var choose = await RedirectAsync(site.Browser.PostAsync("/Import", form));
        var token = (await site.HiddenAsync(choose)).First(field => field.Name.EndsWith("Token", StringComparison.Ordinal));
        var preview = choose.Replace("/Choose/", "/Preview/", StringComparison.Ordinal);
        List<KeyValuePair<string, string>> fields = [new("Input.Person", Him), new("Input.Zone", "America/Chicago"), new(token.Name, token.Value)];
        var request = Guid.NewGuid().ToString();
        var looked = await Measured.RunAsync(async () =>
        {
            using var body = new FormUrlEncodedContent(fields);
            using var answer = await site.Browser.PostAsync(preview, body);
            answer.EnsureSuccessStatusCode();
        });
        fields.Add(new("Input.Request", request));
        using var over = new CancellationTokenSource();
        var watch = WatchAsync(site, $"{preview}?handler=Progress&request={request}", over.Token);
        var added = await Measured.RunAsync(async () =>
        {
            using var body = new FormUrlEncodedContent(fields);
            await RedirectAsync(site.Browser.PostAsync(preview + "?handler=Add", body));
        });
        await over.CancelAsync();
        return (looked.Seconds, added.Seconds, await watch, added);
    }

    /// <summary>How often another number was seen, asked as the page asks.</summary>
    private static async Task<int> WatchAsync(MadeSite site, string path, CancellationToken over)
    {
        var (seen, last) = (0, 0);
        while (!over.IsCancellationRequested)
        {
            using var answer = JsonDocument.Parse(await site.Browser.GetStringAsync(path, CancellationToken.None));
            var done = answer.RootElement.GetProperty("done").GetInt32();
            seen += done != last ? 1 : 0;
            last = done;
            await Task.Delay(700, CancellationToken.None);
        }

        return seen;
    }

    private static async Task<string> RedirectAsync(Task<HttpResponseMessage> sent)
    {
        using var answer = await sent;
        return answer.StatusCode == HttpStatusCode.Redirect && answer.Headers.Location is { } there ? there.OriginalString
            : throw new InvalidOperationException($"It was answered with {(int)answer.StatusCode}.");
    }

    private static string Backup(int messages, long first)
    {
        var text = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n<smses count=\"{messages}\">\n"));
        for (var i = 0; i < messages; i++)
        {
            text.Append(CultureInfo.InvariantCulture,
                $"  <sms protocol=\"0\" address=\"{Him}\" date=\"{first + (i * 61_000L)}\" type=\"{(i % 5 == 4 ? 2 : 1)}\" subject=\"null\" body=\"Message {i}: pick up, I know that you are there and read all of this\" toa=\"null\" sc_toa=\"null\" service_center=\"null\" read=\"1\" status=\"-1\" locked=\"0\" date_sent=\"0\" readable_date=\"\" contact_name=\"(Unknown)\" />\n");
        }

        return text.Append("</smses>\n").ToString();
    }
}
