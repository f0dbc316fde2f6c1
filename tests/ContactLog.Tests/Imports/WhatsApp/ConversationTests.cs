using System.Text;
using ContactLog.Imports;
using ContactLog.Imports.Numbers;

namespace ContactLog.Tests.Imports.WhatsApp;

public sealed class ConversationTests
{
    private const string Phone =
        "\u200E[13/04/21, 21:05:07] Bob: \u200EMessages and calls are end-to-end encrypted. No one outside of this chat, not even WhatsApp, can read or listen to them.\r\n" +
        "[13/04/21, 21:05:08] Bob: Pick up\nthe phone\n\nnow\r\n" +
        "[13/04/21, 21:06:00] Ann Lee: No\r\n" +
        "\u200E[13/04/21, 21:07:00] Bob: \u200EMissed voice call, \u200ETap to call back\r\n" +
        "\u200E[13/04/21, 21:08:00] Bob: \u200EVideo call, \u200E1 hr 5 min\r\n" +
        "\u200E[13/04/21, 21:09:00] Ann Lee: \u200EVoice call, \u200ENo answer\r\n" +
        "\u200E[13/04/21, 21:10:00] Bob: \u200E<attached: 00000035-PHOTO-2021-04-13-21-10-00.jpg>\r\n" +
        "\u200E[13/04/21, 21:11:00] Bob: \u200EThis message was deleted.\r\n" +
        "[13/04/21, 21:12:00] Bob: I am outside \u200E<This message was edited>\r\n" +
        "[13/04/21, 21:13:00] Bob: image omitted\r\n" +
        "\u200E[13/04/21, 21:14:00] Bob: \u200Eimage omitted\r\n" +
        "\u200E[13/04/21, 21:15:00] Ann Lee: \u200EYou deleted this message.\r\n" +
        "\u200E[13/04/21, 21:16:00] Bob: \u200EYou blocked this contact.\r\n" +
        "[13/04/21, 21:17:00] Bob: see letter.pdf • \u200E2 pages \u200E<attached: 00000036-letter.pdf>\r\n";

    [Fact]
    public void A_conversation_of_an_iphone_is_read_to_the_last_mark()
    {
        var (read, file) = Reads.Together(Reads.Me("ann lee"), ("x/_chat.txt", Phone), ("x/00000035-PHOTO-2021-04-13-21-10-00.jpg", "JPEG"), ("00000036-letter.pdf", "elsewhere"));
        read.AddsUp();
        Assert.Equal((14, 9, 3, 2, 3), (read.Tally.Records, read.Tally.Incoming, read.Tally.Outgoing, read.Tally.System, read.Tally.Calls));
        var items = read.Items;
        Assert.Equal(FoundState.Notice, items[0].State);
        Assert.Equal("Pick up\nthe phone\n\nnow", items[1].Text);
        Assert.Equal("[13/04/21, 21:05:08] Bob: Pick up\nthe phone\n\nnow", items[1].Raw);
        Assert.Equal((Direction.Outgoing, Peer.Self, "Bob"), (items[2].Direction, items[2].From, Assert.Single(items[2].To).Id));
        Assert.Equal((FoundKind.Call, FoundState.Missed, Direction.Incoming), (items[3].Kind, items[3].State, items[3].Direction));
        Assert.Equal((FoundKind.Call, FoundState.Answered, 3900L), (items[4].Kind, items[4].State, items[4].DurationSeconds));
        Assert.Equal((FoundKind.Call, FoundState.Placed, Direction.Outgoing), (items[5].Kind, items[5].State, items[5].Direction));
        var photo = Assert.Single(items[6].Attachments);
        Assert.Equal(("00000035-PHOTO-2021-04-13-21-10-00.jpg", "image/jpeg", 4L), (photo.Name, photo.ContentType, photo.Size));
        Assert.Equal("JPEG", read.Format!.Content(file, photo));
        Assert.Equal("", items[6].Text);
        Assert.Equal(FoundMarks.Deleted, items[7].Marks);
        Assert.Equal(("I am outside", FoundMarks.Edited), (items[8].Text, items[8].Marks));
        Assert.Equal(("image omitted", FoundMarks.None), (items[9].Text, items[9].Marks));
        Assert.Equal(FoundMarks.MediaLeftOut, items[10].Marks);
        Assert.Equal((FoundMarks.Deleted, Direction.Outgoing), (items[11].Marks, items[11].Direction));
        Assert.Equal((Direction.System, "You blocked this contact."), (items[12].Direction, items[12].Text));

        // Of another folder of the archive: not this conversation's.
        Assert.Equal(("letter.pdf", 0L, FoundMarks.MediaLeftOut), (items[13].Attachments[0].Name.Split('-')[1], items[13].Attachments[0].Size, items[13].Marks));
        Assert.All(items, item => Assert.Equal("WhatsApp", item.Platform));
        Assert.Equal(["whatsapp.left-out"], read.Problems);
    }

    [Fact]
    public void Offsets_and_lines_point_at_the_record()
    {
        var bytes = Encoding.UTF8.GetBytes(Phone);
        foreach (var record in Reads.Bytes(bytes).All.OfType<FoundRecord>())
        {
            Assert.Equal(record.Raw[..10], Encoding.UTF8.GetString(bytes.AsSpan((int)record.Locator.Byte!.Value))[..10]);
            Assert.Equal(1 + bytes.Take((int)record.Locator.Byte.Value).Count(b => b == '\n'), record.Locator.Line);
        }
    }

    [Fact]
    public void A_conversation_of_an_android_phone_is_read()
    {
        const string chat =
            "13/04/2021, 21:05 - Messages and calls are end-to-end encrypted. No one outside of this chat, not even WhatsApp, can read or listen to them. Tap to learn more.\n" +
            "13/04/2021, 21:06 - Bob: IMG-20210413-WA0002.jpg (file attached)\nlook at this: now\n" +
            "13/04/2021, 21:07 - Bob: <Media omitted>\n" +
            "13/04/2021, 21:08 - Missed voice call\n" +
            "13/04/2021, 21:09 - Bob: null\n" +
            "13/04/2021, 21:10 - Bob: This message was deleted\n" +
            "13/04/2021, 21:11 - Ann: ok <This message was edited>\n" +
            "13/04/2021, 21:12 - Bob changed the subject from \"a\" to \"b: c\"\n" +
            "13/04/2021, 21:13 - Bob:.\n" +
            "13/04/2021, 21:14 - Bob: POLL:\nGo out?\nOPTION: Yes (1 vote)\nOPTION: No (0 votes)\n" +
            "13/04/2021, 21:15 - Bob: location: https://maps.google.com/?q=48.1,11.5\n" +
            "13/04/2021, 21:16 - Bob turned on disappearing messages. New messages will disappear from this chat 24 hours after they're sent.\n" +
            "13/04/2021, 21:17 - Bob: call\n" +
            "13/04/2021, 21:18 - Bob: <View once voice message omitted>\n";
        var (read, file) = Reads.Together(Reads.Me("Ann"), ("WhatsApp Chat with Bob.txt", chat), ("IMG-20210413-WA0002.jpg", "JPEG"));
        read.AddsUp();
        var items = read.Items;
        Assert.Equal((14, 10, 1, 3, 1), (read.Tally.Records, read.Tally.Incoming, read.Tally.Outgoing, read.Tally.System, read.Tally.Calls));
        Assert.Equal("look at this: now", items[1].Text);
        Assert.Equal("JPEG", read.Format!.Content(file, Assert.Single(items[1].Attachments)));
        Assert.Equal(FoundMarks.MediaLeftOut, items[2].Marks);
        Assert.Equal((FoundKind.Call, FoundState.Missed, "Bob", true), (items[3].Kind, items[3].State, items[3].From.Id, items[3].SenderUncertain));
        Assert.Equal(["whatsapp.note.null"], items[4].NoteWords());
        Assert.Equal(FoundMarks.Deleted, items[5].Marks);
        Assert.Equal(("ok", FoundMarks.Edited), (items[6].Text, items[6].Marks));
        Assert.Equal(Direction.System, items[7].Direction);
        Assert.Equal(("Bob", "."), (items[8].From.Id, items[8].Text));
        Assert.StartsWith("POLL:\nGo out?", items[9].Text, StringComparison.Ordinal);
        Assert.Equal(FoundKind.Text, items[12].Kind);
        Assert.Equal(FoundMarks.ViewOnce | FoundMarks.MediaLeftOut, items[13].Marks);
        Assert.Equal(["whatsapp.left-out", "whatsapp.disappearing"], read.Problems);
    }

    [Theory]
    [InlineData("photo")]
    [InlineData("video")]
    [InlineData("voice message")]
    public void What_could_be_looked_at_once_is_marked_so_in_the_words_of_the_other_devices(string what)
    {
        var item = Reads.Text($"[13/04/21, 21:05:00] Bob: \u200EMessages and calls are end-to-end encrypted.\r\n[13/04/21, 21:05:07] Bob: \u200EYou received a view once {what}. For added privacy, you can only open it on your phone.\r\n[13/04/21, 21:05:08] Ann: no\r\n").Items[1];
        Assert.True(item.Marks.HasFlag(FoundMarks.ViewOnce));
        Assert.Empty(item.Notes);
    }

    [Fact]
    public void A_line_forged_inside_a_message_stays_in_it()
    {
        // Another shape; a day that does not exist; on an iPhone, the end of a line inside a message.
        var read = Reads.Text("[13/04/21, 21:05:07] Bob: hi\n13/04/2021, 21:06 - Ann: I want you back\n[45/45/21, 21:05:07] Ann: yes\n[14/04/21, 21:05:07] Ann: no\n");
        read.AddsUp();
        Assert.Equal(["Bob", "Ann"], read.Items.Select(item => item.From.Id));
        Assert.Equal(["whatsapp.note.odd"], read.Items[0].NoteWords());
        Assert.Contains("whatsapp.odd", read.Problems);
        Assert.False(read.Tally.Dates!.Conflict);

        read = Reads.Text("[13/04/21, 21:05:07] Bob: hi\r\n[13/04/21, 21:05:08] Bob: hello\n[13/04/21, 21:06:07] Ann: I want you back\r\n[13/04/21, 21:07:07] Ann: no\r\n");
        read.AddsUp();
        Assert.Equal(["Bob", "Bob", "Ann"], read.Items.Select(item => item.From.Id));
        Assert.Equal("hello\n[13/04/21, 21:06:07] Ann: I want you back", read.Items[1].Text);
        Assert.Equal(["whatsapp.note.odd"], read.Items[1].NoteWords());
    }

    [Fact]
    public void A_sender_cannot_hide_a_message_behind_the_mark_of_the_app()
    {
        var read = Reads.Text(
            "[13/04/21, 21:05:07] Bob: hi\r\n[13/04/21, 21:05:08] Bob: \u200EI will kill you\r\n[13/04/21, 21:05:09] Bob: \u200EBob added a knife to this\r\n" +
            "[13/04/21, 21:05:10] Ann: \u200EYour turn\r\n[13/04/21, 21:05:11] ~\u202FX added Y: come out\r\n");
        read.AddsUp();
        Assert.Equal((5, 0), (read.Tally.Incoming, read.Tally.System));
        Assert.Equal(["whatsapp.note.own-line"], read.Items[1].NoteWords());
        Assert.Equal("~ X added Y", read.Items[4].From.Id);
    }

    [Fact]
    public void Contacts_whose_names_begin_alike_are_kept_apart()
    {
        static string At(int minute, string rest) => $"13/04/2021, 21:{minute:00} - {rest}\n";
        var read = Reads.Text(string.Concat(Enumerable.Range(0, 6).Select(i => At(i, i % 2 == 0 ? $"Work: Bob: hi {i}" : $"Work: Alice: ho {i}"))) + At(7, "Ann: once: and no more"));
        read.AddsUp();
        Assert.Equal(["Work: Bob", "Work: Alice", "Ann"], read.Items.Select(item => item.From.Id).Distinct());
        Assert.Equal(("ho 1", "once: and no more"), (read.Items[1].Text, read.Items[6].Text));

        // One line that goes on otherwise: then it is the name of one, and the key is that of ever.
        var one = Reads.Text(string.Concat(Enumerable.Range(0, 6).Select(i => At(i, i % 2 == 0 ? $"Work: Bob: hi {i}" : $"Work: Alice: ho {i}"))) + At(7, "Work: hello"));
        Assert.Equal("Work", Assert.Single(one.Items.Select(item => item.From.Id).Distinct()));
        Assert.Equal(one.Items.Take(6).Select(item => item.Key), read.Items.Take(6).Select(item => item.EarlierKey!.Value.Key));
    }

    [Fact]
    public void An_export_with_media_has_the_keys_of_the_one_without()
    {
        const string without = "[13/04/21, 21:05:07] Bob: \u200Eimage omitted\r\n[13/04/21, 21:05:07] Bob: \u200Evideo omitted\r\n[13/04/21, 21:05:09] Ann: no\r\n";
        const string with = "[13/04/21, 21:05:07] Bob: \u200E<attached: 00000001-PHOTO-2021-04-13-21-05-07.jpg>\r\n[13/04/21, 21:05:07] Bob: \u200E<attached: 00000002-VIDEO-2021-04-13-21-05-07.mp4>\r\n[13/04/21, 21:05:09] Ann: no\r\n";
        var (one, other) = (Reads.Text(without).Items, Reads.Text(with).Items);
        Assert.Equal(one.Select(item => (item.Key, item.KeyOrdinal)), other.Select(item => (item.Key, item.KeyOrdinal)));
        Assert.Equal([1, 2, 1], one.Select(item => item.KeyOrdinal));

        // What the reader before gave them, by its words or its name.
        Assert.Equal(4, one.Concat(other).Select(item => item.EarlierKey).OfType<(string, int)>().Distinct().Count());
        Assert.Null(one[2].EarlierKey);
    }

    [Fact]
    public void Groups_names_with_colons_and_numbers_are_kept_apart()
    {
        var read = Reads.Text(
            "[13/04/21, 21:05:00] The: Group: \u200EMessages and calls are end-to-end encrypted.\r\n[13/04/21, 21:05:01] The: Group: \u200EBob added you\r\n" +
            "[13/04/21, 21:05:02] The: Group: \u200E~ Max changed this group's icon\r\n[13/04/21, 21:05:07] ~\u202FMax: hi\r\n" +
            "[13/04/21, 21:05:08] \u202A+44\u00A07700\u00A0900123\u202C: hello\r\n[13/04/21, 21:05:09] Work: Bob: one\r\n[13/04/21, 21:05:10] Work: Bob: two\r\n[13/04/21, 21:05:11] Work: Bob: three\r\n" +
            "[13/04/21, 21:05:12] Ann: location: https://a.example\r\n[13/04/21, 21:05:12] self: who am I\r\n"
            + string.Concat(Enumerable.Range(10, 17).Select(i => $"[13/04/21, 21:06:{i}] Work: Bob: more\r\n")), Reads.Me("Ann"));
        read.AddsUp();
        Assert.Equal(3, read.Tally.System);
        Assert.Equal(["~ Max", "+447700900123", "Work: Bob", "Work: Bob", "Work: Bob", "self", "“self”"], read.Items.Skip(3).Take(7).Select(item => item.From.Id));
        Assert.Equal("one", read.Items[5].Text);
        Assert.Equal(PeerKind.Phone, read.Items[4].From.Kind);
        Assert.Equal(["~ Max", "+447700900123", "Work: Bob", "“self”"], read.Items[3].Participants.Select(peer => peer.Id));
    }

    [Fact]
    public void Without_her_name_nobody_is_taken_for_her()
    {
        var read = Reads.Text(Phone);
        read.AddsUp();
        Assert.Equal((12, 0, 2), (read.Tally.Incoming, read.Tally.Outgoing, read.Tally.System));
        Assert.Contains("whatsapp.me.hint", read.Problems);
        Assert.Contains("Ann Lee", read.Tally.Problems.Single(one => one.Note.Word is "whatsapp.me.hint").Note.Values);
        Assert.Contains("whatsapp.me.absent", Reads.Text(Phone, Reads.Me("Somebody")).Problems);

        // The key is the same, whoever she says she is and whatever her zone.
        var known = Reads.Text(Phone, Reads.Me("Ann Lee") with { Zone = NodaTime.DateTimeZoneProviders.Tzdb["America/New_York"] });
        Assert.Equal(read.Items.Select(item => item.Key), known.Items.Select(item => item.Key));
    }

    [Fact]
    public void Equal_messages_in_one_minute_stay_two()
    {
        var read = Reads.Text("13/04/2021, 21:05 - Bob: answer\n13/04/2021, 21:05 - Bob: answer\n");
        read.AddsUp();
        Assert.Equal(read.Items[0].Key, read.Items[1].Key);
        Assert.Equal([1, 2], read.Items.Select(item => item.KeyOrdinal));
    }

    [Theory]
    [InlineData("Llamada de voz perdida", "<Multimedia omitido>", "Se eliminó este mensaje.", "hola <Se editó este mensaje.>", "a.jpg (archivo adjunto)")]
    [InlineData("Verpasster Sprachanruf", "<Medien ausgeschlossen>", "Diese Nachricht wurde gelöscht.", "hallo <Diese Nachricht wurde bearbeitet.>", "a.jpg (Datei angehängt)")]
    [InlineData("Appel vocal manqué", "<Médias omis>", "Ce message a été supprimé", "salut <Ce message a été modifié>", "a.jpg (fichier joint)")]
    [InlineData("Chamada de voz perdida", "<Mídia oculta>", "Mensagem apagada", "oi <Mensagem editada>", "a.jpg (arquivo anexado)")]
    [InlineData("Chiamata vocale persa", "<Media omessi>", "Questo messaggio è stato eliminato", "ciao <Questo messaggio è stato modificato>", "a.jpg (file allegato)")]
    [InlineData("مكالمة صوتية فائتة", "<تم استبعاد الوسائط>", "تم حذف هذه الرسالة", "مرحبا <تم تعديل هذه الرسالة>", "a.jpg (الملف مرفق)")]
    [InlineData("मिस्ड वॉइस कॉल", "<मीडिया के बिना>", "यह मैसेज डिलीट कर दिया गया है", "नमस्ते <इस मैसेज को एडिट किया गया>", "a.jpg (फाइल अटैच कर दी गई है)")]
    [InlineData("未接语音通话", "<省略多媒体文件>", "此消息已被删除", "你好 <此消息已编辑>", "a.jpg (文件附件)")]
    [InlineData("Missed video call", "<Media omitted>", "This message was deleted", "hi <This message was edited>", "a.jpg (file attached)")]
    public void The_lines_of_the_app_are_known_in_many_languages(string missed, string omitted, string deleted, string edited, string attached)
    {
        string At(int minute, string rest) => $"13/04/2021, 21:{minute:00} - {rest}\n";
        var read = Reads.Text(At(1, missed) + At(2, "Bob: " + omitted) + At(3, "Bob: " + deleted) + At(4, "Bob: " + edited) + At(5, "Bob: " + attached));
        read.AddsUp();
        Assert.Equal((FoundKind.Call, FoundState.Missed), (read.Items[0].Kind, read.Items[0].State));
        Assert.Equal([FoundMarks.MediaLeftOut, FoundMarks.Deleted, FoundMarks.Edited, FoundMarks.MediaLeftOut], read.Items.Skip(1).Select(item => item.Marks));
        Assert.Equal("a.jpg", Assert.Single(read.Items[4].Attachments).Name);

        // Without the mark of the iPhone anybody could have typed them.
        Assert.All(read.Items.Skip(1).Take(2), item => Assert.Equal(["whatsapp.note.typed"], item.NoteWords()));
    }

    [Theory]
    [InlineData("Messages and calls are end-to-end encrypted. No one outside of this chat can read them.", "image omitted", "<attached: a.jpg>")]
    [InlineData("Los mensajes y las llamadas están cifrados de extremo a extremo.", "imagen omitida", "<adjunto: a.jpg>")]
    [InlineData("Nachrichten und Anrufe sind Ende-zu-Ende-verschlüsselt.", "Bild weggelassen", "<Anhang: a.jpg>")]
    [InlineData("Les messages et les appels sont chiffrés de bout en bout.", "image absente", "<pièce jointe : a.jpg>")]
    [InlineData("As mensagens e as chamadas são protegidas com a criptografia de ponta a ponta", "imagem ocultada", "<anexado: a.jpg>")]
    [InlineData("I messaggi e le chiamate sono crittografati end-to-end.", "immagine omessa", "<allegato: a.jpg>")]
    [InlineData("الرسائل والمكالمات مشفرة تمامًا بين الطرفين", "لم يتم إدراج الصورة", "<المُرفق: a.jpg>")]
    [InlineData("मैसेजेस और कॉल्स एंड-टू-एंड एन्क्रिप्टेड हैं.", "फ़ोटो हटाई गई", "<अटैच किया गया: a.jpg>")]
    [InlineData("消息和通话都进行端到端加密。", "图片已省略", "<附件：a.jpg>")]
    public void So_are_those_of_the_iphone(string notice, string omitted, string attached)
    {
        var read = Reads.Text(
            $"[13/04/21, 21:05:07] Bob: \u200E{notice}\r\n\u200E[13/04/21, 21:05:08] Bob: \u200E{omitted}\r\n\u200E[13/04/21, 21:05:09] Bob: \u200E{attached}\r\n[13/04/21, 21:05:10] Bob: {omitted}\r\n");
        read.AddsUp();
        Assert.Equal(Direction.System, read.Items[0].Direction);
        Assert.Equal((FoundMarks.MediaLeftOut, Direction.Incoming), (read.Items[1].Marks, read.Items[1].Direction));
        Assert.Equal("a.jpg", Assert.Single(read.Items[2].Attachments).Name);
        Assert.Equal(FoundMarks.None, read.Items[3].Marks);
    }

    [Fact]
    public void An_attachment_can_only_be_a_file_beside_it()
    {
        var (read, file) = Reads.Together(null,
            ("a/_chat.txt", "[13/04/21, 21:05:07] Bob: \u200E<attached: ../b/secret.jpg>\r\n[13/04/21, 21:05:07] Bob: \u200E<attached: C:\\b\\secret.jpg>\r\n[13/04/21, 21:05:07] Bob: <attached: own.jpg>\r\n"),
            ("b/secret.jpg", "secret"), ("a/own.jpg", "own"), ("a/../b/secret.jpg", "secret"));
        read.AddsUp();
        Assert.All(read.Items.Take(2), item => Assert.Equal(("secret.jpg", 0L), (item.Attachments[0].Name, item.Attachments[0].Size)));

        // Typed, without the mark: words and not a file.
        Assert.Empty(read.Items[2].Attachments);
        Assert.Equal("<attached: own.jpg>", read.Items[2].Text);
    }

    [Fact]
    public void Text_before_the_first_message_is_listed_as_skipped()
    {
        var read = Reads.Text("My chat with Bob\n\n13/04/2021, 21:05 - Bob: hi\n");
        read.AddsUp();
        Assert.Equal("My chat with Bob", Assert.Single(read.Skipped).Raw.Trim());
        Assert.Equal("whatsapp.skip.before", read.Skipped[0].Reason.Word);
    }

    [Fact]
    public void Limits_and_other_encodings_are_said()
    {
        var read = Reads.Text("13/04/2021, 21:05 - Bob: abc😀def\nmore\n13/04/2021, 21:06 - Bob: b\n13/04/2021, 21:07 - Bob: c\n", new ReadOptions { MaxRecords = 2, MaxText = 4, MaxRaw = 30 });
        read.AddsUp();
        Assert.Equal(["abc", "b"], read.Items.Select(item => item.Text));
        Assert.Contains("reading.note.cut", read.Items[0].NoteWords());
        Assert.EndsWith("[the rest is in the original file]", read.Items[0].Raw, StringComparison.Ordinal);
        Assert.Contains("reading.limit", read.Problems);

        read = Reads.Bytes(Encoding.Latin1.GetBytes("13/04/2021, 21:05 - Zoë: café\n"));
        Assert.Equal(("Zoë", "café"), (read.Only.From.Id, read.Only.Text));
        Assert.Contains("whatsapp.encoding", read.Problems);
        read = Reads.Bytes([.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("13/04/2021, 21:05 - Zoë: café 😀\r\n")]);
        Assert.Equal("café 😀", read.Only.Text);
        Assert.Null(read.Only.Locator.Byte);
        read = Reads.Bytes([.. "13/04/2021, 21:05 - Zoë: café\n13/04/2021, 21:05 - Bob: caf"u8, 0xFF, 0, 0x1B, .. "\n"u8]);
        Assert.Equal("caf\uFFFD\uFFFD\uFFFD", read.Items[1].Text);
        Assert.Contains("reading.characters", read.Problems);
    }

    [Fact]
    public void Damaged_conversations_always_read_and_add_up()
    {
        Reads.SurvivesDamage(Encoding.UTF8.GetBytes(Phone), 800, 5, Reads.Me("Ann Lee"));
        Reads.SurvivesDamage(Encoding.UTF8.GetBytes(Phone.Replace("[", "", StringComparison.Ordinal).Replace("]", " -", StringComparison.Ordinal)), 800, 6, Reads.In("Europe/Berlin"));
    }
}
