using System.Text;
using ContactLog.Imports;
using ContactLog.Web.Importing;

namespace ContactLog.Tests.Web.Import;

/// <summary>How a mail travelled, as its header lines say it: kept, shown, and never called true.</summary>
public sealed class MailRouteTests
{
    private const string Mail = """
        Delivered-To: casey@example.org
        Return-Path: <sam@example.org>
        Received: from mx.example.net (mx.example.net [192.0.2.7])
         by mail.example.org; Tue, 5 May 2026 10:00:02 +0200
        Authentication-Results: mail.example.org; dkim=pass
        Received: from home (unknown [203.0.113.9]) by mx.example.net; Tue, 5 May 2026 10:00:01 +0200
        DKIM-Signature: v=1; a=rsa-sha256; d=example.org
        X-Originating-IP: [203.0.113.9]
        From: Sam Placeholder <sam@example.org>
        To: casey@example.org
        Date: Tue, 5 May 2026 10:00:00 +0200
        Subject: Hi

        I know
        """;

    [Fact]
    public async Task The_route_of_a_mail_stands_folded_at_its_entry_and_says_what_can_be_forged()
    {
        await using var site = await ImportSite.StartAsync();
        var preview = await site.PreviewAsync(await site.SendAsync(("hi.eml", Encoding.UTF8.GetBytes(Mail))), "sam@example.org");
        await site.AddAsync(preview);
        var row = Assert.Single((await site.OpenAsync()).Incidents);
        Assert.Equal(
            ["Return-Path", "Received", "Authentication-Results", "Received", "DKIM-Signature", "X-Originating-IP"], row["mail-route"]!.Split('\n').Select(line => line.Split(':')[0]));
        var page = (await site.GetAsync($"/Incidents/{row.Id}")).Text;
        var (last, before) = (page.IndexOf("Written by the last server", StringComparison.Ordinal), page.IndexOf("The sender can forge these lines.", StringComparison.Ordinal));
        Assert.InRange(page.IndexOf("by mail.example.org; Tue", StringComparison.Ordinal), last, before);
        Assert.All(["mail.example.org; dkim=pass", "by mx.example.net; Tue", "v=1; a=rsa-sha256", "X-Originating-IP: [203"], line => Assert.True(page.IndexOf(line, StringComparison.Ordinal) > before, line));
        Assert.DoesNotContain("verified", page[last..(before + 400)], StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Without_a_line_of_the_last_server_all_of_it_can_be_forged()
    {
        var (last, before) = MailRoute.Parts("Return-Path: <a@b>\nAuthentication-Results: mail; dkim=pass");
        Assert.Empty(last);
        Assert.Equal(2, before.Count);
    }

    [Fact]
    public void A_flood_of_lines_is_cut_and_no_line_can_begin_another()
    {
        var route = MailRoute.Of(new FoundMail(null, null, null) { Headers = [new("Return-Path", "x\nReceived: by mail.example.org"), .. Enumerable.Repeat(new MailHeader("Received", new string('x', 9_000)), 500)] })!;
        var lines = route.Split('\n');
        Assert.Equal(61, lines.Length);
        Assert.StartsWith("Return-Path: x Received", lines[0], StringComparison.Ordinal);
        Assert.True(route.Length < 130_000);
    }
}
