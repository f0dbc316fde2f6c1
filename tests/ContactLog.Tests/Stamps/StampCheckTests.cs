using System.Security.Cryptography;
using ContactLog.Domain.Record;
using ContactLog.Domain.Stamps;

namespace ContactLog.Tests.Stamps;

public sealed class StampCheckTests
{
    private static readonly Digest s_hash = Digest.Of("LOG"u8);

    [Fact]
    public async Task A_stamp_of_an_authority_whose_root_is_pinned_counts_and_says_when_and_who()
    {
        await using var authority = await Responder.StartAsync();
        using var roots = PinnedRoots.FromPem(await File.ReadAllTextAsync(authority.RootFile));
        var before = DateTimeOffset.UtcNow.AddSeconds(-2);
        var request = StampCheck.Request(s_hash);
        var (stamp, flaw) = StampCheck.Check(request, await authority.ReplyAsync(request), s_hash, roots);
        Assert.Null(flaw);
        Assert.Equal(s_hash, stamp!.Hash);
        Assert.Equal("Test time stamps of first", stamp.Signer);
        Assert.Equal("Test root of first", stamp.Root.Name);
        Assert.Equal(2, stamp.Chain.Count);
        Assert.InRange(stamp.Time.ToDateTimeOffset(), before, DateTimeOffset.UtcNow.AddSeconds(2));
    }

    [Fact]
    public async Task It_counts_for_its_own_hash_request_and_root_only()
    {
        await using var authority = await Responder.StartAsync();
        await using var other = await Responder.StartAsync("second");
        using var roots = PinnedRoots.FromPem(await File.ReadAllTextAsync(authority.RootFile));
        using var otherRoots = PinnedRoots.FromPem(await File.ReadAllTextAsync(other.RootFile));
        var request = StampCheck.Request(s_hash);
        var reply = await authority.ReplyAsync(request);
        Assert.Equal(StampFlaw.OtherHash, StampCheck.Check(request, reply, Digest.Of("other"u8), roots).Flaw);
        Assert.Equal(StampFlaw.OtherRequest, StampCheck.Check(StampCheck.Request(s_hash), reply, s_hash, roots).Flaw);
        Assert.Equal(StampFlaw.OtherHash, StampCheck.Check(request, await authority.ReplyAsync(StampCheck.Request(Digest.Of("other"u8))), s_hash, roots).Flaw);
        Assert.Equal(StampFlaw.UntrustedRoot, StampCheck.Check(request, reply, s_hash, otherRoots).Flaw);
        Assert.Equal(StampFlaw.UntrustedRoot, StampCheck.Check(request, await authority.ReplyAsync(request, "other"), s_hash, roots).Flaw);
        Assert.Equal(StampFlaw.Refused, StampCheck.Check(request, await authority.ReplyAsync(request, "refuses"), s_hash, roots).Flaw);
        Assert.Equal(StampFlaw.Unreadable, StampCheck.Check(request, (byte[])[.. reply, 0], s_hash, roots).Flaw);
        Assert.Equal(StampFlaw.Unreadable, StampCheck.Check((byte[])[.. request, 0], reply, s_hash, roots).Flaw);
        Assert.Equal(StampFlaw.Unreadable, StampCheck.Check(request, new byte[StampCheck.MaxBytes + 1], s_hash, roots).Flaw);
    }

    // Any byte of an answer may be hostile: whatever it is, it does not count and nothing is thrown.
    [Fact]
    public async Task No_changed_byte_of_a_token_counts_and_none_breaks_the_check()
    {
        await using var authority = await Responder.StartAsync();
        using var roots = PinnedRoots.FromPem(await File.ReadAllTextAsync(authority.RootFile));
        var request = StampCheck.Request(s_hash);
        var reply = await authority.ReplyAsync(request);
        var real = StampCheck.Check(request, reply, s_hash, roots).Stamp!;
        var random = new Random(20261125);
        for (var at = 0; at < 300; at++)
        {
            var changed = (byte[])reply.Clone();
            changed[random.Next(changed.Length)] ^= (byte)(1 << random.Next(8));
            // Not every byte is signed (the status, a certificate that is not needed): what counts in spite of it says the same.
            if (StampCheck.Check(request, changed, s_hash, roots).Stamp is { } counted)
            {
                Assert.Equal((real.Time, real.Hash, real.Signer), (counted.Time, counted.Hash, counted.Signer));
            }

            Assert.Null(StampCheck.Check(request, reply.AsMemory(0, random.Next(reply.Length)), s_hash, roots).Stamp);
            var noise = RandomNumberGenerator.GetBytes(random.Next(200));
            Assert.Null(StampCheck.Check(request, noise, s_hash, roots).Stamp);
            Assert.Null(StampCheck.Check(noise, reply, s_hash, roots).Stamp);
        }
    }
}
