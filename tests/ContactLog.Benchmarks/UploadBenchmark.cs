using System.CommandLine;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;

namespace ContactLog.Benchmarks;

/// <summary>Sending a large file with the form of the exhibits page: read, hashed and sealed by the real server as it streams in.</summary>
internal static class UploadBenchmark
{
    public static Command Create()
    {
        var size = new Option<int>("--mb") { Description = "The size of the file in MiB.", DefaultValueFactory = _ => 1024 };
        var command = new Command("upload", "Uploads a file of a given size over HTTP; grownMb is how much memory server and sender together took beyond what they held.") { size };
        command.SetAction((parsed, _) => RunAsync(parsed.GetValue(size)));
        return command;
    }

    private static async Task RunAsync(int mb)
    {
        await using var made = await MadeCase.CreateAsync(1, 0);
        await using var site = await MadeSite.StartAsync(made);
        // The first upload pays for what is loaded once.
        await SendAsync(site, 4);
        var measured = await Measured.RunAsync(() => SendAsync(site, mb));
        Measured.Print("upload",
            ("mb", mb),
            ("seconds", measured.Seconds),
            ("mbPerSecond", mb / measured.Seconds),
            ("peakMb", measured.PeakMb),
            ("grownMb", measured.PeakMb - measured.BeforeMb));
    }

    private static async Task SendAsync(MadeSite site, int mb)
    {
        const string path = "/Exhibits/Add";
        using var form = new MultipartFormDataContent();
        foreach (var (name, value) in await site.HiddenAsync(path))
        {
            form.Add(new StringContent(value), name);
        }

        var file = new StreamContent(new MadeStream(mb * 1048576L));
        file.Headers.ContentType = new MediaTypeHeaderValue("video/mp4");
        form.Add(file, "Files", "recording.mp4");
        using var answer = await site.Browser.PostAsync(path, form);
        if (answer.StatusCode != HttpStatusCode.Redirect)
        {
            throw new InvalidOperationException($"The upload was answered with {(int)answer.StatusCode}.");
        }
    }
}

/// <summary>Bytes that do not repeat, made as they are read.</summary>
internal sealed class MadeStream(long length) : Stream
{
    private readonly byte[] _block = RandomNumberGenerator.GetBytes(65521);
    private long _position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        var at = (int)(_position % _block.Length);
        var count = (int)Math.Min(Math.Min(buffer.Length, _block.Length - at), length - _position);
        _block.AsSpan(at, count).CopyTo(buffer);
        _position += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(Read(buffer.Span));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        Task.FromResult(Read(buffer.AsSpan(offset, count)));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
