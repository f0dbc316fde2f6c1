using ContactLog.Data.Sealing;

namespace ContactLog.Tests.Data.Sealing;

public sealed class ServerSecretTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("contactlog-secret-").FullName;

    private string Data => Path.Combine(_folder, "data");

    private string SecretFile => Path.Combine(_folder, "keys", "secret");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_first_start_makes_a_secret_for_its_owner_alone_and_the_second_reads_it()
    {
        using var first = ServerSecret.LoadOrCreate(SecretFile, Data, mayCreate: true);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(SecretFile));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.GetDirectoryName(SecretFile)!));
        }

        using var second = ServerSecret.LoadOrCreate(SecretFile, Data, mayCreate: false);
        Assert.Equal(first.Fingerprint, second.Fingerprint);
        Assert.True(second.Verify(first.Fingerprint));
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(SecretFile)!));
    }

    [Fact]
    public void A_secret_that_others_can_read_is_refused()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        ServerSecret.LoadOrCreate(SecretFile, Data, mayCreate: true).Dispose();
        File.SetUnixFileMode(SecretFile, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        Assert.Throws<ServerSecretException>(() => ServerSecret.LoadOrCreate(SecretFile, Data, mayCreate: true));
    }

    [Fact]
    public void A_secret_inside_the_data_folder_is_refused() =>
        Assert.Throws<ServerSecretException>(() => ServerSecret.LoadOrCreate(Path.Combine(Data, "keys", "secret"), Data, mayCreate: true));

    [Fact]
    public void A_missing_secret_is_not_replaced_when_data_was_sealed_under_it()
    {
        Assert.Throws<ServerSecretException>(() => ServerSecret.LoadOrCreate(SecretFile, Data, mayCreate: false));
        Assert.False(File.Exists(SecretFile));
    }

    [Theory]
    [InlineData("")]
    [InlineData("contactlog-secret-v1 01 00")]
    [InlineData("contactlog-secret-v2 01 000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f")]
    [InlineData("contactlog-secret-v1 01 000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1exx")]
    public void A_damaged_secret_is_refused(string text) => Assert.Throws<ServerSecretException>(() => ServerSecret.Parse(text));

    [Fact]
    public void Another_secret_is_noticed()
    {
        using var one = ServerSecret.Parse("contactlog-secret-v1 01 " + new string('0', 64));
        using var another = ServerSecret.Parse("contactlog-secret-v1 01 " + new string('1', 64));
        Assert.False(another.Verify(one.Fingerprint));
        Assert.False(another.Verify("nonsense"));
        Assert.False(another.Verify(string.Empty));
    }

    [Fact]
    public void A_new_secret_in_front_of_the_old_one_still_opens_what_the_old_one_sealed()
    {
        const string old = "contactlog-secret-v1 01 0000000000000000000000000000000000000000000000000000000000000000";
        const string young = "contactlog-secret-v1 02 1111111111111111111111111111111111111111111111111111111111111111";
        using var before = ServerSecret.Parse(old);
        using var after = ServerSecret.Parse(young + "\n" + old);
        var sealed_ = before.Outer.Seal("words"u8, []);
        Assert.Equal("words"u8.ToArray(), after.Outer.Open(sealed_, []));
        Assert.True(after.Verify(before.Fingerprint));
        Assert.Throws<SealBrokenException>(() => before.Outer.Open(after.Outer.Seal("words"u8, []), []));
    }
}
