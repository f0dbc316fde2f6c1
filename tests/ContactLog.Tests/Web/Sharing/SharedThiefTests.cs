using System.Text;
using ContactLog.Data;
using ContactLog.Data.Sealing;
using ContactLog.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContactLog.Tests.Web.Sharing;

/// <summary>Somebody who has taken the whole database and the server secret, with a case shared and much said about it.</summary>
public sealed class SharedThiefTests
{
    private static readonly string[] s_words = ["Zimtstern", "Blue notebook", "The Advocate", "Holunderbeere", "Quittengelee", "Mohnkuchen", "Butterkuchen", "ca-ch-100"];

    [Fact]
    public async Task The_database_and_the_server_secret_together_open_nothing_that_was_shared_or_said()
    {
        await using var circle = await Circle.BeginAsync();
        var incident = await circle.RecordsAsync("call", "2026-04-17", "Zimtstern at the door");
        using var advocate = await circle.PersonAsync("jo-sample");
        var grant = await circle.LetsInAsync(advocate, "Advocate");
        await advocate.SubmitAsync(await advocate.OpenAsync($"/Cases/{grant}/Item/{incident}"), "Input.Text", ("Input.Text", "Holunderbeere?"));
        await advocate.SubmitAsync(await advocate.OpenAsync($"/Cases/{grant}/Pad"), "name=\"Text\"", ("Text", "Quittengelee"));
        await circle.Owner.SubmitAsync(await circle.Owner.OpenAsync("/Share/Comments"), "handler=Answer", ("text", "Mohnkuchen."));
        await circle.Owner.SubmitAsync(await circle.Owner.OpenAsync("/Report"), "id=\"choices\"", ("Input.Court", "ca-ch-100"));
        using var witness = await circle.PersonAsync("pat-sample");
        var witnesses = await circle.LetsInAsync(witness, "Witness", ("Input.Picked", "2"));
        await witness.SubmitAsync(await witness.OpenAsync($"/Cases/{witnesses}/Statement/{incident}"), "name=\"Text\"", ("Text", "Butterkuchen, I saw it."));
        Assert.Contains(incident.ToString(), (await advocate.FollowAsync(await advocate.SubmitAsync(await advocate.OpenAsync($"/Cases/{grant}"), "role=\"search\"", ("words", "butterkuchen")))).Html, StringComparison.Ordinal);

        await using var scope = circle.Site.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ContactLogDb>();
        var outer = scope.ServiceProvider.GetRequiredService<OuterSeal>();
        foreach (var file in Directory.EnumerateFiles(circle.Site.Folder, "*", SearchOption.AllDirectories))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var copy = new MemoryStream();
            await stream.CopyToAsync(copy);
            AssertSaysNothing(copy.ToArray(), Path.GetFileName(file));
        }

        // With the secret the outer seal comes off a grant; inside is something only the member's private key opens.
        var grants = await db.Grants.AsNoTracking().ToListAsync();
        Assert.Equal(3, grants.Count);
        foreach (var row in grants)
        {
            var inner = outer.Open(row.Sealed, Aad.Grant(row.CaseId, row.Epoch, row.UserId));
            AssertSaysNothing(inner, "a grant");
            foreach (var user in await db.Users.AsNoTracking().Select(one => one.Id).ToListAsync())
            {
                using var made = UserKeys.Create(user);
                Assert.Throws<SealBrokenException>(() => Grant.Open(row.Sealed, row.CaseId, row.Epoch, made, outer));
            }
        }

        // The rows of a look say who and when, as the threat model tells her, and nothing of what.
        foreach (var look in await db.Looks.AsNoTracking().ToListAsync())
        {
            AssertSaysNothing(look.Sealed, "a look");
        }
    }

    private static void AssertSaysNothing(byte[] bytes, string where)
    {
        foreach (var word in s_words)
        {
            Assert.False(bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(word)) >= 0, $"{word} is in {where}.");
            Assert.False(bytes.AsSpan().IndexOf(Encoding.Unicode.GetBytes(word)) >= 0, $"{word} is in {where}.");
        }
    }
}
