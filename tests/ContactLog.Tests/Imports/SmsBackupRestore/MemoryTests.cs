using System.Text;
using ContactLog.Imports;
using ContactLog.Imports.JsonText;

namespace ContactLog.Tests.Imports.SmsBackupRestore;

[Collection("memory")]
public sealed class MemoryTests
{
    private const long Megabyte = 1024 * 1024;

    [Theory]
    [InlineData("data")]
    [InlineData("text")]
    public void Sixty_megabytes_in_one_attribute_are_never_held(string attribute)
    {
        var head = Encoding.UTF8.GetBytes($"<smses count=\"2\"><mms msg_box=\"1\" address=\"+15550000001\" date=\"1609545600000\"><parts><part ct=\"image/jpeg\" cl=\"big.jpg\" {attribute}=\"");
        var tail = Encoding.UTF8.GetBytes($"\"/></parts></mms>{Backup.Sms("after")}</smses>");
        var file = new ExportFile("", () => new Filled(head, 60 * Megabyte, tail));

        var before = GC.GetAllocatedBytesForCurrentThread();
        var read = Backup.Read(file);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        read.AddsUp();
        Assert.Equal("after", read.Items[1].Text);
        if (attribute is "data")
        {
            Assert.Equal(45 * Megabyte, Assert.Single(read.Items[0].Attachments).Size);
            Assert.True(allocated < 2 * Megabyte, $"{allocated} bytes were allocated.");
        }
        else
        {
            Assert.False(Assert.Single(read.Items[0].Attachments).Whole);
            Assert.True(allocated < 64 * Megabyte, $"{allocated} bytes were allocated.");
        }
    }

    [Fact]
    public void Many_records_cost_memory_only_for_their_keys()
    {
        var record = Encoding.UTF8.GetBytes(Backup.Sms("the same again and again"));
        var file = new ExportFile("", () => new Repeated("<smses>"u8.ToArray(), record, 100_000, "</smses>"u8.ToArray()));
        var reading = ExportReading.Open(file);
        var start = GC.GetTotalMemory(forceFullCollection: true);
        reading.ReadTally();
        var grown = GC.GetTotalMemory(forceFullCollection: true) - start;
        Assert.Equal(100_000, reading.Tally.Incoming);
        Assert.True(grown < 8 * Megabyte, $"{grown} bytes are held.");
    }

    [Fact]
    public void Millions_of_containers_are_walked_into_without_being_kept()
    {
        var bytes = Encoding.UTF8.GetBytes("{\"list\":[" + string.Join(',', Enumerable.Repeat("{}", 400_000)) + "]}");
        using var walk = new JsonWalk(new MemoryStream(bytes), 1000, _ => true);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var left = 0;
        while (walk.Read())
        {
            left += walk.Left ? 1 : 0;
        }

        var grown = GC.GetTotalMemory(forceFullCollection: true) - before;
        Assert.Equal(400_002, left);
        Assert.True(grown < 8 * Megabyte, $"{grown} bytes are held.");
        GC.KeepAlive(walk);
    }

    private class Filled(byte[] head, long filling, byte[] tail) : Stream
    {
        private long _at;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            var count = 0;
            while (count < buffer.Length && _at < head.Length + filling + tail.Length)
            {
                buffer[count++] = _at < head.Length ? head[_at] : _at < head.Length + filling ? Filling(_at - head.Length) : tail[_at - head.Length - filling];
                _at++;
            }

            return count;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected virtual byte Filling(long at) => (byte)'A';
    }

    private sealed class Repeated(byte[] head, byte[] record, int times, byte[] tail) : Filled(head, (long)record.Length * times, tail)
    {
        private readonly byte[] _record = record;

        protected override byte Filling(long at) => _record[at % _record.Length];
    }
}

/// <summary>What is measured here is the memory of the whole process.</summary>
[CollectionDefinition("memory", DisableParallelization = true)]
public sealed class MemoryCollection;
