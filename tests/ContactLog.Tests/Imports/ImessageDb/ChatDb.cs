using System.Buffers.Binary;
using System.Text;
using ContactLog.Imports;
using Microsoft.Data.Sqlite;

namespace ContactLog.Tests.Imports.ImessageDb;

/// <summary>A made chat.db, written by SQLite itself, with the tables and columns of Messages that matter here.</summary>
internal sealed class ChatDb : IDisposable
{
    /// <summary>Property lists made by another program: one message with two wordings, and one whose first part was taken back.</summary>
    public static readonly byte[] Edited = Convert.FromBase64String(
        "YnBsaXN0MDDUAQIDBAUQEhdSZWNSZXBTb3RyU3VzdNEGB1EwoggN0gkKCwxRZFF0I0HE3JOAAAAATxC4BAtzdHJlYW10eXBlZIHoA4QBQISEhBJOU0F0dHJpYnV0ZWRTdHJpbmcAhIQITlNPYmplY3QAhZKEhIQI"
        + "TlNTdHJpbmcBlIQBKwlJIGFtIG5lYXKGhAJpSQEJkoSEhAxOU0RpY3Rpb25hcnkAlIQBaQGShJaWHV9fa0lNTWVzc2FnZVBhcnRBdHRyaWJ1dGVOYW1lhpKEhIQITlNOdW1iZXIAhIQHTlNWYWx1ZQCUhAEqhJmZ"
        + "AIaGhtIJCg4PI0HE3JOeAAAATxDGBAtzdHJlYW10eXBlZIHoA4QBQISEhBJOU0F0dHJpYnV0ZWRTdHJpbmcAhIQITlNPYmplY3QAhZKEhIQITlNTdHJpbmcBlIQBKxdJIGFtIG91dHNpZGUgeW91ciBob3VzZYaE"
        + "AmlJAReShISEDE5TRGljdGlvbmFyeQCUhAFpAZKElpYdX19rSU1NZXNzYWdlUGFydEF0dHJpYnV0ZU5hbWWGkoSEhAhOU051bWJlcgCEhAdOU1ZhbHVlAJSEASqEmZkAhoaGoREQANEGE9IUFRYRUmxlUmxvEAkJ"
        + "AAgAEQAUABcAGwAfACIAJAAnACwALgAwADkA9AD5AQIBywHNAc8B0gHXAdoB3QHfAAAAAAAAAgEAAAAAAAAAGAAAAAAAAAAAAAAAAAAAAeA=");

    public static readonly byte[] Unsent = Convert.FromBase64String(
        "YnBsaXN0MDDSAQIDBVJycFN1c3ShBBAACQgNEBQWGAAAAAAAAAEBAAAAAAAAAAYAAAAAAAAAAAAAAAAAAAAZ");

    private readonly string _folder = Directory.CreateTempSubdirectory("contactlog-test-").FullName;
    private readonly SqliteConnection _open;

    public ChatDb(string pragmas = "PRAGMA page_size=1024")
    {
        _open = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(_folder, "chat.db"), Pooling = false }.ToString());
        _open.Open();
        Run("PRAGMA synchronous=OFF; PRAGMA journal_mode=MEMORY");
        Run(pragmas);
        Run("""
            CREATE TABLE message (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, guid TEXT UNIQUE NOT NULL, text TEXT, handle_id INTEGER DEFAULT 0, subject TEXT, attributedBody BLOB,
                service TEXT, error INTEGER DEFAULT 0, date INTEGER, is_from_me INTEGER DEFAULT 0, is_sent INTEGER DEFAULT 1, item_type INTEGER DEFAULT 0, group_title TEXT,
                associated_message_type INTEGER DEFAULT 0, message_summary_info BLOB, payload_data BLOB, CHECK (length(guid) > 0));
            CREATE TABLE handle (ROWID INTEGER PRIMARY KEY AUTOINCREMENT UNIQUE, id TEXT NOT NULL, service TEXT NOT NULL, UNIQUE (id, service));
            CREATE TABLE chat (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, guid TEXT, style INTEGER, chat_identifier TEXT, display_name TEXT);
            CREATE TABLE chat_handle_join (chat_id INTEGER REFERENCES chat (ROWID) ON DELETE CASCADE, handle_id INTEGER, UNIQUE (chat_id, handle_id));
            CREATE TABLE chat_message_join (chat_id INTEGER, message_id INTEGER, message_date INTEGER DEFAULT 0, PRIMARY KEY (chat_id, message_id));
            CREATE TABLE chat_recoverable_message_join (chat_id INTEGER, message_id INTEGER, delete_date INTEGER);
            CREATE TABLE attachment (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, guid TEXT, filename TEXT, mime_type TEXT, transfer_name TEXT, total_bytes INTEGER);
            CREATE TABLE message_attachment_join (message_id INTEGER, attachment_id INTEGER);
            CREATE TABLE deleted_messages (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, guid TEXT NOT NULL);
            ALTER TABLE message ADD COLUMN date_edited INTEGER;
            ALTER TABLE message ADD COLUMN date_retracted INTEGER;
            ALTER TABLE message ADD COLUMN is_spam INTEGER DEFAULT 0;
            INSERT INTO handle (id, service) VALUES ('+15550001111', 'iMessage'), ('max@example.org', 'iMessage'), ('262966', 'SMS');
            INSERT INTO chat (guid, style, chat_identifier, display_name) VALUES ('iMessage;-;+15550001111', 45, '+15550001111', NULL), ('iMessage;+;chat1', 43, 'chat1', 'All of us');
            INSERT INTO chat_handle_join VALUES (1, 1), (2, 1), (2, 2);
            """);
    }

    public string Log => Path.Combine(_folder, "chat.db-wal");

    public static byte[] Body(string text, bool mutable = false)
    {
        var words = Encoding.UTF8.GetBytes(text);
        var length = words.Length < 0x80 ? [(byte)words.Length] : new byte[words.Length < 0x10000 ? 3 : 5];
        if (length.Length > 1)
        {
            length[0] = (byte)(length.Length == 3 ? 0x81 : 0x82);
            BinaryPrimitives.WriteUInt16LittleEndian(length.AsSpan(1), (ushort)words.Length);
            length[^1] = length.Length == 5 ? (byte)(words.Length >> 24) : length[^1];
            if (length.Length == 5)
            {
                BinaryPrimitives.WriteInt32LittleEndian(length.AsSpan(1), words.Length);
            }
        }

        return [0x04, 0x0B, .. "streamtyped"u8, 0x81, 0xE8, 0x03, 0x84, 0x01, 0x40, 0x84, 0x84, 0x84, 0x12, .. "NSAttributedString"u8, 0, 0x84, 0x84, 0x08, .. "NSObject"u8, 0, 0x85, 0x92,
            .. mutable ? [0x84, 0x84, 0x84, 0x0F, .. "NSMutableString"u8, 0x01, 0x84, 0x84, 0x08, .. "NSString"u8, 0x01, 0x95] : (byte[])[0x84, 0x84, 0x84, 0x08, .. "NSString"u8, 0x01, 0x94],
            0x84, 0x01, 0x2B, .. length, .. words, 0x86, 0x84, 0x02, 0x69, 0x49, 0x01, 0x05, 0x92];
    }

    public void Run(string sql, params (string Name, object? Value)[] values)
    {
        using var command = _open.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values)
        {
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        }

        command.ExecuteNonQuery();
    }

    /// <summary>Adds a message; <paramref name="more"/> are further columns.</summary>
    public void Message(string? text, long date, int handle = 1, bool mine = false, int chat = 1, params (string Name, object? Value)[] more)
    {
        List<(string Name, object? Value)> all = [.. more, ("guid", Guid.NewGuid().ToString()), ("text", text), ("date", date), ("handle_id", handle), ("is_from_me", mine ? 1 : 0), ("service", "iMessage")];
        all = [.. all.DistinctBy(one => one.Name)];
        Run($"INSERT INTO message ({string.Join(", ", all.Select(one => one.Name))}) VALUES ({string.Join(", ", all.Select(one => "$" + one.Name))})", [.. all.Select(one => ("$" + one.Name, one.Value))]);
        if (chat > 0)
        {
            Run($"INSERT INTO chat_message_join (chat_id, message_id) VALUES ({chat}, last_insert_rowid())");
        }
    }

    public byte[] Bytes()
    {
        using var stream = new FileStream(Path.Combine(_folder, "chat.db"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    public byte[] LogBytes()
    {
        using var stream = new FileStream(Log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>Reads the database with other files beside it.</summary>
    public static SmsBackupRestore.Backup.Reading Read(byte[] database, ReadOptions? options = null, params (string Name, byte[] Content)[] beside)
    {
        (string Name, byte[] Content)[] files = [("Messages/chat.db", database), .. beside];
        var folder = new ExportFolder(files.Select(one => new ExportFile(one.Name, () => new MemoryStream(one.Content))));
        return SmsBackupRestore.Backup.Read(new ExportFile("Messages/chat.db", () => new MemoryStream(database), folder), options);
    }

    public void Dispose()
    {
        _open.Dispose();
        Directory.Delete(_folder, true);
    }
}
