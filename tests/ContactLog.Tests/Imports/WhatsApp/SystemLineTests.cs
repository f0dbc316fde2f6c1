using ContactLog.Imports;

namespace ContactLog.Tests.Imports.WhatsApp;

/// <summary>What is a line of the app and what somebody wrote: a message must not hide behind the words, the marks or the quotation marks of a system line.</summary>
public sealed class SystemLineTests
{
    [Theory]
    [InlineData("Tom \"Tommy\" Smith")]
    [InlineData("Opa „Fritz“")]
    [InlineData("«Bobby»")]
    public void A_name_with_quotation_marks_is_a_person_also_with_one_message(string name)
    {
        var read = Reads.Text($"13/03/2022, 10:00 - Messages and calls are end-to-end encrypted.\n13/03/2022, 10:01 - Maria: hello\n13/03/2022, 10:02 - {name}: I know where you live: be careful\n13/03/2022, 10:03 - Maria: stop\n", Reads.Me("Maria"));
        read.AddsUp();
        Assert.Equal((1, 2, 1), (read.Tally.Incoming, read.Tally.Outgoing, read.Tally.System));
        Assert.Equal((name, "I know where you live: be careful"), (read.Items[2].From.Id, read.Items[2].Text));
        Assert.Equal(name, Assert.Single(read.Items[3].To).Id);
    }

    [Theory]
    [InlineData("Bob changed the subject from \"A: x\" to \"B: y\"")]
    [InlineData("Bob changed the subject to “B: y”")]
    [InlineData("Bob changed the group description: hello")]
    [InlineData("You created group \"B: y\"")]
    [InlineData("Bob hat den Betreff von „A: x“ zu „B: y“ geändert.")]
    [InlineData("+49 151 23456789 created group “B: y”")]
    [InlineData("Your security code with Max: Work changed. Tap to learn more.")]
    [InlineData("Deine Sicherheitsnummer für Max: Work hat sich geändert. Tippe, um mehr zu erfahren.")]
    [InlineData("Cambió tu código de seguridad con Max: Work. Toca para obtener más información.")]
    public void A_sentence_of_the_app_with_a_colon_in_it_makes_nobody(string line)
    {
        var read = Reads.Text($"13/03/2022, 10:00 - Bob: hi\n13/03/2022, 10:01 - {line}\n13/03/2022, 10:02 - {line}\n13/03/2022, 10:03 - Ann: no\n");
        read.AddsUp();
        Assert.Equal((2, 2), (read.Tally.Incoming, read.Tally.System));
        Assert.Equal(line, read.Items[1].Text);
    }

    // Nobody else in the file is called so: then it may as well be a name with words behind it.
    [Theory]
    [InlineData("Max changed the subject to \"A: I will kill you\"")]
    [InlineData("Bob: Work left")]
    [InlineData("Your security code: I have it")]
    [InlineData("You blocked this contact: so what")]
    public void In_doubt_it_is_a_message(string line)
    {
        var read = Reads.Text($"13/03/2022, 10:00 - Bob: hi\n13/03/2022, 10:01 - {line}\n13/03/2022, 10:03 - Ann: no\n");
        read.AddsUp();
        Assert.Equal((3, 0), (read.Tally.Incoming, read.Tally.System));
    }

    [Theory]
    [InlineData("You changed the locks but I will get in")]
    [InlineData("You were added to my list")]
    [InlineData("You blocked this contact but I have other numbers")]
    [InlineData("You changed the locks. I will get in and kill you")]
    [InlineData("Messages and calls are for cowards")]
    [InlineData("Messages and calls are end-to-end encrypted. Nobody will hear you")]
    [InlineData("You blocked this contact. Tap to learn more. I will come")]
    [InlineData("Your security code with a knife changed")]
    [InlineData("You created group “I will kill you”")]
    [InlineData("I will kill you left")]
    [InlineData("You added fuel to the fire")]
    [InlineData("Your cat left")]
    [InlineData("Bob added a knife to this")]
    [InlineData("You turned on disappearing messages. New messages will disappear from this chat never hours after they're sent")]
    [InlineData("Bloqueaste a este contacto pero tengo otros números")]
    [InlineData("Du hast die Gruppe verlassen müssen")]
    [InlineData("您已屏蔽此联系人也没用")]
    public void What_only_begins_like_a_sentence_of_the_app_is_a_message(string text)
    {
        // Without marks in the file, and with the mark typed.
        foreach (var chat in new[] { $"[13/03/2022, 10:00:00] Bob: {text}\n[13/03/2022, 10:01:00] Bob: {text}\n[13/03/2022, 10:02:00] Maria: stop\n",
            $"[13/03/2022, 10:00:00] Bob: \u200EMessages and calls are end-to-end encrypted.\n[13/03/2022, 10:01:00] Bob: \u200E{text}\n[13/03/2022, 10:02:00] Bob: \u200E{text}\n[13/03/2022, 10:03:00] Maria: \u200E{text}\n" })
        {
            var read = Reads.Text(chat);
            read.AddsUp();
            Assert.Equal(3, read.Tally.Incoming);
            Assert.All(read.Items.Where(item => item.Direction == Direction.System), item => Assert.StartsWith("Messages and calls are end-to-end encrypted", item.Text, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("You blocked this contact.")]
    [InlineData("You blocked this contact. Tap to unblock.")]
    [InlineData("You unblocked this contact.")]
    [InlineData("Your security code with Bob changed. Tap to learn more.")]
    [InlineData("You added Bob and Maria.")]
    [InlineData("Bob created group “Bob”")]
    [InlineData("+49 151 23456789 left")]
    [InlineData("Bob changed to +49 151 23456789. Tap to message or add the new number.")]
    [InlineData("You’re now an admin")]
    [InlineData("You turned on disappearing messages. New messages will disappear from this chat 24 hours after they're sent, except when kept. Tap to change.")]
    [InlineData("Messages and calls are end-to-end encrypted. Only people in this chat can read, listen to, or share them. Learn more")]
    [InlineData("Los mensajes y las llamadas están cifrados de extremo a extremo. Nadie fuera de este chat, ni siquiera WhatsApp, puede leerlos ni escucharlos. Toca para obtener más información.")]
    [InlineData("Nachrichten und Anrufe sind Ende-zu-Ende-verschlüsselt. Niemand außerhalb dieses Chats kann sie lesen oder anhören, nicht einmal WhatsApp. Tippe, um mehr zu erfahren.")]
    [InlineData("消息和通话都进行端到端加密。对话之外的任何人，甚至包含 WhatsApp，都无法读取或收听。点击了解更多。")]
    [InlineData("Berichten en gesprekken worden end-to-end versleuteld. Niemand buiten deze chat kan ze lezen of beluisteren, zelfs WhatsApp niet. Tik voor meer informatie.")]
    public void A_whole_sentence_of_the_app_is_no_message(string text)
    {
        var read = Reads.Text($"[13/03/2022, 10:00:00] Bob: hi\r\n\u200E[13/03/2022, 10:01:00] Bob: \u200E{text}\r\n[13/03/2022, 10:02:00] Bob: {text}\r\n[13/03/2022, 10:03:00] Maria: stop\r\n");
        read.AddsUp();

        // Without the mark he typed it.
        Assert.Equal([Direction.Incoming, Direction.System, Direction.Incoming, Direction.Incoming], read.Items.Select(item => item.Direction));
    }

    [Fact]
    public void Nobody_makes_himself_a_group_to_hide_what_he_writes()
    {
        // A conversation of two in which he marks all he writes.
        var read = Reads.Text("[13/03/2022, 10:00:00] Bob: \u200EMessages and calls are end-to-end encrypted.\r\n[13/03/2022, 10:01:00] Bob: \u200EYour cat left\r\n[13/03/2022, 10:02:00] Bob: \u200EYou removed the lock\r\n[13/03/2022, 10:03:00] Maria: stop\r\n", Reads.Me("Maria"));
        read.AddsUp();
        Assert.Equal((2, 1, 1), (read.Tally.Incoming, read.Tally.Outgoing, read.Tally.System));
        Assert.Equal("Bob", Assert.Single(read.Items[3].To).Id);
    }

    [Fact]
    public void Whoever_only_called_and_sent_pictures_is_still_the_one_she_answers()
    {
        var read = Reads.Text(
            "[13/03/2022, 10:00:00] Bob: \u200EMessages and calls are end-to-end encrypted.\n\u200E[13/03/2022, 10:01:00] Bob: \u200EMissed voice call\n\u200E[13/03/2022, 10:02:00] Bob: \u200Eimage omitted\n[13/03/2022, 10:03:00] Maria: stop it\n",
            Reads.Me("Maria"));
        read.AddsUp();
        Assert.Equal("Bob", Assert.Single(read.Items[3].To).Id);
        Assert.Equal("Bob", Assert.Single(read.Items[3].Participants).Id);

        // He never wrote at all: the name that stands over the lines of the app is his.
        read = Reads.Text("[13/03/2022, 10:00:00] Bob: \u200EMessages and calls are end-to-end encrypted.\n[13/03/2022, 10:03:00] Maria: stop it\n", Reads.Me("Maria"));
        Assert.Equal("Bob", Assert.Single(read.Items[1].To).Id);
    }

    [Theory]
    [InlineData("Voice call, \u200ENo answer")]
    [InlineData("Videoanruf, Nicht angenommen")]
    public void A_call_that_nobody_took_is_a_call_on_android_too(string text)
    {
        var read = Reads.Text($"13/03/2022, 10:00 - Ann: hi\n13/03/2022, 10:01 - Bob: {text}\n13/03/2022, 10:02 - Bob: Call, no answer\n");
        read.AddsUp();
        Assert.Equal((FoundKind.Call, FoundState.Missed), (read.Items[1].Kind, read.Items[1].State));
        Assert.Equal(["whatsapp.note.typed"], read.Items[1].NoteWords());

        // It had another key when it was kept as words. "Call" by itself is a word.
        Assert.NotNull(read.Items[1].EarlierKey);
        Assert.Equal(FoundKind.Text, read.Items[2].Kind);
    }

    [Fact]
    public void Messages_that_run_together_at_another_line_end_are_a_loss()
    {
        static string At(int minute, string rest) => $"[13/03/2022, 10:{minute:00}:00] {rest}";
        var read = Reads.Text(At(0, "Bob: a\r\n") + At(1, "Bob: b\r\n") + At(2, "Ann: c\r\n") + At(3, "Ann: d\r\n") + At(10, "Bob: e\n") + At(11, "Bob: f\n") + At(12, "Bob: g\n"));
        read.AddsUp();
        Assert.Contains("whatsapp.odd", read.Problems);
        Assert.True(read.Tally.Loss);
    }
}
