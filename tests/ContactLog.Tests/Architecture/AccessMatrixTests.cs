using System.Net;
using System.Text.RegularExpressions;
using ContactLog.Data;
using ContactLog.Tests.Support;
using ContactLog.Tests.Web.Organisation;
using ContactLog.Tests.Web.Sharing;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContactLog.Tests.Architecture;

/// <summary>
/// Every endpoint of the running program, asked for by everybody there is, with her real ids. Whoever operates the
/// server has pages of counts and no rights: to every record, an operator is a stranger.
/// </summary>
public sealed class AccessMatrixTests
{
    private static readonly string[] s_roles = ["anonymous", "stranger", "owner", "advocate", "outside", "lawyer", "witness", "ended", "supervisor", "operator"];

    // These end or change the session of whoever asks: last.
    private static readonly string[] s_last = ["/Account/Lock", "/Account/Reopen", "/Account/SignOut", "/leave"];

    [Fact]
    public async Task Every_endpoint_answers_every_role_as_the_table_says()
    {
        await using var circle = await Circle.BeginAsync(await TestSite.StartAsync(builder => builder.Configuration["Operator:Accounts:0"] = "ops-sample"));
        var inside = await circle.RecordsAsync("in-person", "2026-04-17", "Insidecanary");
        var outside = await circle.RecordsAsync("call", "2026-03-01", "Outsidecanary");
        using var anonymous = circle.Site.NewVisitor();
        using var stranger = await circle.PersonAsync("stranger");
        using var @operator = await circle.PersonAsync("ops-sample");
        using var supervisor = await circle.SupervisorAsync("sal-sample");
        using var advocate = await circle.MemberAsync(supervisor, "jo-sample", "Jo Sample");
        using var lawyer = await circle.PersonAsync("lee-sample");
        using var witness = await circle.PersonAsync("pat-sample");
        using var ended = await circle.PersonAsync("old-sample");
        var days = ("Input.From", "2026-04-01");
        var advocates = await circle.LetsInAsync(advocate, "Advocate", days);
        var lawyers = await circle.LetsInAsync(lawyer, "Lawyer", days);
        var witnesses = await circle.LetsInAsync(witness, "Witness", ("Input.Picked", "2"));
        var endeds = await circle.LetsInAsync(ended, "Advocate");
        await circle.EndsAsync(endeds);
        var member = Guid.Parse((await Bureau.MemberPathAsync(supervisor, "Jo Sample"))[^36..]);
        circle.Site.Clock.Advance(TimeSpan.FromMinutes(6));
        await Circle.StepUpAsync(circle.Owner);
        var head = await circle.HeadAsync();
        var addresses = circle.Site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Select(endpoint => "/" + endpoint.RoutePattern.RawText!.TrimStart('/')).Distinct(StringComparer.OrdinalIgnoreCase)
            .OrderBy(address => s_last.Contains(address, StringComparer.OrdinalIgnoreCase)).ThenBy(address => address, StringComparer.OrdinalIgnoreCase).ToList();

        var found = new List<string>();
        var leaks = new List<string>();
        foreach (var address in addresses)
        {
            var answers = new List<string>();
            foreach (var role in s_roles)
            {
                var (who, grant, id) = role switch
                {
                    "anonymous" => (anonymous, advocates, inside),
                    "stranger" => (stranger, advocates, inside),
                    "owner" => (circle.Owner, advocates, inside),
                    "advocate" => (advocate, advocates, inside),
                    "outside" => (advocate, advocates, outside),
                    "lawyer" => (lawyer, lawyers, inside),
                    "witness" => (witness, witnesses, inside),
                    "supervisor" => (supervisor, advocates, inside),
                    "operator" => (@operator, advocates, inside),
                    _ => (ended, endeds, inside),
                };
                var page = await who.GetAsync(Concrete(address, grant, address.StartsWith("/Organisation", StringComparison.OrdinalIgnoreCase) ? member : id));
                answers.Add(Answer(page));
                leaks.AddRange(Forbidden(role, address).Where(word => page.Html.Contains(word, StringComparison.OrdinalIgnoreCase)).Select(word => $"{role} {address}: {word}"));
            }

            found.Add($"{address} | {string.Join(' ', answers[^1] == answers[1] ? answers[..^1] : answers)}");
        }

        Assert.Empty(leaks);
        var rows = AccessMatrix.Rows.Split('\n');
        Assert.True(found.Order(StringComparer.Ordinal).SequenceEqual(rows.Order(StringComparer.Ordinal), StringComparer.Ordinal), Advice(found, rows));
        Assert.Equal(head, await circle.HeadAsync());
    }

    // Whatever a form is filled with: nobody but her writes into her record or into who may read it.
    [Fact]
    public async Task An_empty_form_to_any_endpoint_by_anybody_else_changes_nothing_of_hers()
    {
        await using var circle = await Circle.BeginAsync();
        var incident = await circle.RecordsAsync("in-person", "2026-04-17", "Insidecanary");
        using var stranger = await circle.PersonAsync("stranger");
        using var advocate = await circle.PersonAsync("jo-sample");
        using var witness = await circle.PersonAsync("pat-sample");
        var advocates = await circle.LetsInAsync(advocate, "Advocate");
        var witnesses = await circle.LetsInAsync(witness, "Witness", ("Input.Picked", "2"));
        using var lawyer = await circle.PersonAsync("lee-sample");
        using var ended = await circle.PersonAsync("old-sample");
        var lawyers = await circle.LetsInAsync(lawyer, "Lawyer", ("Input.From", "2026-04-01"));
        var endeds = await circle.LetsInAsync(ended, "Advocate");
        await circle.EndsAsync(endeds);
        var before = await StateAsync(circle);
        var broken = new List<string>();
        foreach (var (name, who, grant) in ((string, Visitor, Guid)[])[("stranger", stranger, advocates), ("advocate", advocate, advocates), ("witness", witness, witnesses), ("lawyer", lawyer, lawyers), ("ended", ended, endeds)])
        {
            var token = Regex.Match((await who.OpenAsync("/Cases")).Html, "name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"").Groups[1].Value;
            Assert.NotEmpty(token);
            foreach (var endpoint in circle.Site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
            {
                var address = "/" + endpoint.RoutePattern.RawText!.TrimStart('/');
                if (address.StartsWith("/Account", StringComparison.OrdinalIgnoreCase) || address == "/leave")
                {
                    continue;
                }

                using var form = new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", token)]);
                using var answer = await who.Http.PostAsync(Concrete(address, grant, incident), form);
                if ((int)answer.StatusCode >= 500)
                {
                    broken.Add($"{name} {address}: {(int)answer.StatusCode}");
                }
            }
        }

        Assert.Empty(broken);
        Assert.Equal(before, await StateAsync(circle));
    }

    private static async Task<string> StateAsync(Circle circle)
    {
        await using var scope = circle.Site.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ContactLogDb>();
        var row = await db.Cases.AsNoTracking().OrderBy(one => one.CreatedAt).FirstAsync();
        return $"{row.HeadSeq} {row.Epoch} {await db.Members.CountAsync(one => one.EndedAt == null)} {await db.Comments.CountAsync()} {await db.Invitations.CountAsync()} {await db.Files.CountAsync()}";
    }

    private static IEnumerable<string> Forbidden(string role, string address) => role switch
    {
        "owner" => [],
        _ when !address.StartsWith("/Cases", StringComparison.OrdinalIgnoreCase) => ["Insidecanary", "Outsidecanary", "Blue notebook"],
        "advocate" or "outside" or "lawyer" => ["Outsidecanary"],
        "witness" => ["Outsidecanary", "Blue notebook"],
        _ => ["Insidecanary", "Outsidecanary", "Blue notebook"],
    };

    // Says exactly what to add to which file; whether it is right is for whoever adds it.
    private static string Advice(IReadOnlyList<string> found, IReadOnlyList<string> rows)
    {
        static string Address(string row) => row.Split(" | ")[0];
        var told = rows.GroupBy(Address).ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
        var answered = found.ToDictionary(Address, StringComparer.Ordinal);
        var lines = new List<string> { "tests/ContactLog.Tests/Architecture/AccessMatrix.cs does not say what the program answers (columns: " + string.Join(", ", s_roles) + ")." };
        lines.AddRange(found.Where(row => !told.ContainsKey(Address(row))).Select(row => "ADD this row if nobody gets what they should not: " + row));
        lines.AddRange(found.Where(row => told.TryGetValue(Address(row), out var said) && said != row).Select(row => $"DIFFERS: the program answers {row}\n         the table says       {told[Address(row)]}"));
        lines.AddRange(rows.Where(row => !answered.ContainsKey(Address(row))).Select(row => "REMOVE, there is no such address: " + row));
        lines.AddRange(rows.GroupBy(Address).Where(group => group.Count() > 1).Select(group => "TWICE: " + group.Key));
        return string.Join('\n', lines);
    }

    private static string Answer(VisitedPage page) => page.Location switch
    {
        null => page.Status == HttpStatusCode.NotFound ? "-" : ((int)page.Status).ToString(System.Globalization.CultureInfo.InvariantCulture),
        { } to when to.Contains("/Account/SignIn", StringComparison.Ordinal) => "in",
        { } to when to.Contains("/Account/StepUp", StringComparison.Ordinal) => "step",
        { } to when to == "/Cases" && page.SetCookies.Any(cookie => cookie.StartsWith("o=", StringComparison.Ordinal)) => "over",
        { } to when to.Contains("/Case/Begin", StringComparison.Ordinal) => "begin",
        { } to when to.Contains("/Safety", StringComparison.Ordinal) => "safety",
        _ => "go",
    };

    private static string Concrete(string address, Guid grant, Guid id) => Regex.Replace(address, @"\{([^}]*)\}", match => match.Groups[1].Value switch
    {
        var part when part.StartsWith("grant", StringComparison.Ordinal) => grant.ToString(),
        var part when part.StartsWith("secret", StringComparison.Ordinal) => new string('x', 43),
        var part when part.Contains("int", StringComparison.Ordinal) => "2",
        var part when part.Contains("guid", StringComparison.Ordinal) || part.StartsWith("id", StringComparison.Ordinal) => id.ToString(),
        _ => "",
    });
}
