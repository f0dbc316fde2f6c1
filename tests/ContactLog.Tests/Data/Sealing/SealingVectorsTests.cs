using System.Security.Cryptography;
using System.Text;
using ContactLog.Data.Sealing;

namespace ContactLog.Tests.Data.Sealing;

public sealed class SealingVectorsTests
{
    private static ServerSecret Server()
    {
        var server = SealingVectors.Part("server");
        return ServerSecret.Parse($"contactlog-secret-v1 {server.Text("id")} {server.Text("secret")}\n");
    }

    [Fact]
    public void The_server_secret_gives_the_published_keys()
    {
        var vector = SealingVectors.Part("server");
        using var secret = Server();
        Assert.Equal(vector.Hex("pepper"), secret.Pepper(secret.Id));
        Assert.Equal(vector.Hex("outer"), secret.OuterKey(secret.Id));
        Assert.Equal(vector.Text("fingerprint"), secret.Fingerprint);
    }

    [Fact]
    public void A_password_gives_the_published_keys()
    {
        using var secret = Server();
        foreach (var vector in SealingVectors.Part("passwords").EnumerateArray())
        {
            using var keys = PasswordKeys.Derive(vector.Text("password"), vector.Hex("salt"), vector.Number("rounds"), secret, secret.Id);
            Assert.Equal(vector.Hex("authHash"), keys.AuthHash);
            Assert.Equal(vector.Hex("wrapKey"), keys.WrapKey);
        }
    }

    [Fact]
    public void A_recovery_code_gives_the_published_key()
    {
        var vector = SealingVectors.Part("recovery");
        var code = RecoveryCode.Parse(vector.Text("code"))!;
        Assert.Equal(vector.Text("code"), code.ToString());
        Assert.Equal(vector.Hex("wrapKey"), code.WrapKey(vector.Id("user")));
    }

    [Fact]
    public void The_published_wraps_grant_field_and_file_key_open()
    {
        using var secret = Server();
        var member = SealingVectors.Part("member");
        foreach (var wrap in member.GetProperty("wraps").EnumerateArray())
        {
            using var keys = UserKeys.Unwrap(member.Id("user"), wrap.Text("kind"), wrap.Hex("wrapKey"), wrap.Hex("sealed"), secret.Outer);
            Assert.Equal(member.Hex("publicKey"), keys.PublicKey);

            var grant = SealingVectors.Part("grant");
            using var caseKey = Grant.Open(grant.Hex("sealed"), grant.Id("case"), grant.Number("epoch"), keys, secret.Outer);
            Assert.Equal(grant.Hex("caseKey"), caseKey.Key);

            var field = SealingVectors.Part("field");
            var text = caseKey.OpenField(field.Id("entry"), field.Text("name"), field.Number("schema"), field.Hex("sealed"));
            Assert.Equal(field.Text("text"), Encoding.UTF8.GetString(text));

            var fileKey = SealingVectors.Part("fileKey");
            Assert.Equal(fileKey.Hex("key"), caseKey.UnwrapFileKey(fileKey.Id("file"), fileKey.Hex("sealed")));
        }
    }

    [Fact]
    public void The_chunk_keys_are_those_of_C2SP()
    {
        var vector = SealingVectors.Part("chunkKeys");
        using var keys = FileKeys.Derive(vector.Hex("key"), vector.Hex("salt"), Encoding.ASCII.GetBytes(vector.Text("context")));
        var output = vector.Hex("output");
        Assert.StartsWith("6aa0370e58a83a32", Convert.ToHexStringLower(keys.Key), StringComparison.Ordinal);
        Assert.Equal(output.AsSpan(0, 32).ToArray(), keys.Key.ToArray());
        Assert.Equal(output.AsSpan(44).ToArray(), keys.Commitment.ToArray());
        var nonce = new byte[12];
        keys.Nonce(0, nonce);
        Assert.Equal(output[32..44], nonce);
    }

    [Fact]
    public async Task A_file_seals_to_the_published_bytes_and_opens_again()
    {
        var fileKey = SealingVectors.Part("fileKey");
        foreach (var vector in SealingVectors.Part("files").EnumerateArray())
        {
            var plain = Made.Bytes(vector.Number("size"));
            using var sealer = new FileSealer(fileKey.Id("case"), fileKey.Id("file"), fileKey.Hex("key"), vector.Hex("salt"));
            var segments = await Made.SealAsync(sealer, plain);
            var all = segments.SelectMany(s => s).ToArray();
            Assert.Equal(vector.Number("sealedLength"), all.Length);
            Assert.Equal(vector.Hex("sealedSha256"), SHA256.HashData(all));
            Assert.Equal(vector.Hex("plainSha256"), sealer.Sha256);
            Assert.Equal(plain.Length, sealer.Size);
            Assert.Equal(segments.Count, FileSealer.SegmentCount(plain.Length));
            await using var opened = await SealedFileStream.OpenAsync(
                fileKey.Hex("key"), Aad.FileContext(fileKey.Id("case"), fileKey.Id("file")), plain.Length, i => ValueTask.FromResult(segments[i]));
            using var read = new MemoryStream();
            await opened.CopyToAsync(read);
            Assert.Equal(plain, read.ToArray());
        }
    }
}
