using System.Text.RegularExpressions;
using NodaTime;
using ServiceBot.Understanding;

namespace ServiceBot.Dialogs;

/// <summary>An answer that the customer takes back.</summary>
/// <param name="Slot">Which.</param>
/// <param name="Value">What holds instead; null where that has to be asked.</param>
public sealed record Correction(Slot Slot, string? Value)
{
    // Longer remainders are sentences of their own, not a value.
    private const int LongestValue = 80;
    private const int LongestCorrection = 300;

    private static readonly Regex English = new(@"^(?:\s*(?:(?:is|are|was|should be|has to be|must be|to|into|as|instead)\b|:|=|,|-))+\s*(.+)$", RegexOptions.NonBacktracking);
    private static readonly Regex Japanese = new("^[をはがのも：:、 ]*(.*?)[にへでと]?(?:変更|変えて|変え|修正|訂正|直して|直し|して|です|でお願いします|お願いします|ください|くださ|したい|たい|。|、| )*$", RegexOptions.None, TimeSpan.FromSeconds(10));
    private static readonly Regex NotThisButThat = new(@"^(?:no[, ]+|sorry[, ]+)*not (?:the |in |at )?(.+?)[,;.]+ *(?:but |it's |its )?(.+)$|^(?:いや、?|すみません、?)?(.+?)(?:じゃなくて|ではなくて|ではなく|でなく)、?(.+?)(?:です|でした|でお願いします)?$", RegexOptions.None, TimeSpan.FromSeconds(10));
    // "The 27 inch is missing" counts nothing.
    private static readonly Regex Measure = new("[0-9] ?(?:-? ?inch|inches|\\\"|”|cm|mm|gb|tb|hz|インチ|ギガ|円|yen|eur|€|%|階|号室|時|月|日|年|:[0-9])", RegexOptions.NonBacktracking);
    private static readonly Regex Email = new(@"[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}", RegexOptions.NonBacktracking);
    private static readonly Regex Lead = new(@"^(?:(?:no|oh|ah|hmm|oops|sorry|wait|actually|i mean|i meant|make it|make that|correction|rather|すみません|ごめんなさい|あ|いや|いえ|やっぱり|やはり|やっぱ|間違えました|間違えた|訂正|失礼しました|失礼)[,、。:. ]*)+", RegexOptions.NonBacktracking);

    private static readonly string[] OnlyWrong =
        ["", "wrong", "is wrong", "incorrect", "is incorrect", "not right", "isn't right", "please", "違います", "違う", "間違い", "間違っています", "間違えました", "間違ってます", "ちがいます", "変更", "変え", "を変え"];

    /// <summary>Finds an answer that these words take back or put otherwise; null where they correct nothing.</summary>
    /// <param name="playbook">The playbook.</param>
    /// <param name="run">What is known.</param>
    /// <param name="said">The customer's words.</param>
    /// <param name="today">The customer's day.</param>
    /// <param name="asked">The slot that is being asked for; the words may answer it and are then no correction of it.</param>
    public static Correction? In(Playbook playbook, PlaybookRun run, string said, LocalDate today, string? asked)
    {
        if (said.Length > LongestCorrection)
        {
            return null;
        }

        var known = playbook.Slots.Values.Where(slot => slot.Name != asked && !slot.IsSensitive && run.Slots.GetValueOrDefault(slot.Name)?.Value.Length > 0).ToList();
        if (playbook.Slots.GetValueOrDefault(asked ?? string.Empty) is { Type: SlotType.Text } && !Repair.AnnouncesCorrection(said))
        {
            // "It says receipt not readable" is what the claim says: any words answer such a question, so only a named answer is taken back.
            return ByLabel(known, said, today);
        }

        var correction = ByLabel(known, said, today)
            ?? ByForm(run, known, said, today)
            ?? ByContrast(run, known, said, today)
            ?? OfThePerson(known, said)
            ?? OfTheNumber(known, said, asked)
            ?? OfTheDefault(playbook, run, known, said, today, asked)
            ?? OfTheLast(playbook, run, said, today, asked);
        return correction is { Value: { } value } && run.Slots.GetValueOrDefault(correction.Slot.Name)?.Value == value ? null : correction;
    }

    /// <summary>Whether words name a slot by its label.</summary>
    public static bool Names(Slot slot, string said) => NamesOf(slot).Any(name => IndexOfWhole(TextNormalisation.Normalise(said), name) >= 0);

    // "Change the approver to …", 「納品先を東京に変更」, "wrong quantity".
    private static Correction? ByLabel(List<Slot> known, string said, LocalDate today)
    {
        var text = TextNormalisation.Normalise(said);
        var (slot, at, length) = known
            .SelectMany(slot => NamesOf(slot).Select(name => (Slot: slot, At: IndexOfWhole(text, name), name.Length)))
            .Where(found => found.At >= 0)
            .OrderByDescending(found => found.Length)
            .FirstOrDefault();
        if (slot is null || !Repair.SoundsLikeCorrection(said))
        {
            return null;
        }

        // Normalising keeps the length of nearly all texts; where it does not, the value is taken from the normalised words.
        var words = said.Length == text.Length ? said : text;
        var rest = words[(at + length)..].Trim();
        var match = char.IsAscii(text[at]) ? English.Match(rest) : Japanese.Match(rest);
        var value = match.Success ? match.Groups[1].Value.Trim(' ', '.', '。', '「', '」', '"') : string.Empty;
        return OnlyWrong.Contains(value.ToLowerInvariant()) || value.Length > LongestValue || SlotReading.Asked(slot, value, [], today) is not Reading.Answer { Value: { Length: > 0 } read }
            ? new Correction(slot, null)
            : new Correction(slot, read);
    }

    // A choice, a day or a number of some form that is known otherwise.
    private static Correction? ByForm(PlaybookRun run, List<Slot> known, string said, LocalDate today) =>
        known.Select(slot => SlotReading.Spotted(slot, said, today) is { } value && value != run.Slots[slot.Name].Value ? new Correction(slot, value) : null).FirstOrDefault(found => found is not null);

    // "Not Osaka, Tokyo": whichever answer holds the one becomes the other.
    private static Correction? ByContrast(PlaybookRun run, List<Slot> known, string said, LocalDate today)
    {
        var match = NotThisButThat.Match(said.Trim());
        if (!match.Success)
        {
            return null;
        }

        var wrong = (match.Groups[1].Success ? match.Groups[1] : match.Groups[3]).Value.Trim();
        var right = (match.Groups[2].Success ? match.Groups[2] : match.Groups[4]).Value.Trim(' ', '.', '。');
        var slot = known.FirstOrDefault(slot => run.Slots[slot.Name].Value.Contains(wrong, StringComparison.OrdinalIgnoreCase));
        return slot is not null && SlotReading.Asked(slot, right, [], today) is Reading.Answer { Value: { Length: > 0 } value } ? new Correction(slot, value) : null;
    }

    private static Correction? OfThePerson(List<Slot> known, string said) =>
        Email.Match(said) is { Success: true } address && known.Where(slot => slot.Type == SlotType.Person).ToList() is [var person] ? new Correction(person, address.Value) : null;

    // While everything is shown, another number can only be meant for the one that is there.
    private static Correction? OfTheNumber(List<Slot> known, string said, string? asked) =>
        asked is null && said.Length <= LongestValue && !Measure.IsMatch(TextNormalisation.Normalise(said)) && NumberReading.Find(said) is { } number && known.Where(slot => slot.Type == SlotType.Number).ToList() is [var only]
        && SlotReading.Asked(only, said, [], default) is Reading.Answer { Value: var value } && number >= 0 ? new Correction(only, value) : null;

    // "Actually make that two, a colleague comes along", where one was taken without asking.
    private static Correction? OfTheDefault(Playbook playbook, PlaybookRun run, List<Slot> known, string said, LocalDate today, string? asked)
    {
        var text = TextNormalisation.Normalise(said);
        var lead = Lead.Match(text);
        var number = text[lead.Length..].Split([' ', ',', '、', '.', '。'])[0];
        return lead.Success && number.Length > 0 && (char.IsAscii(number[0]) || NumberReading.Find(number[..1]) is not null)
            && known.Where(slot => slot.Type == SlotType.Number && run.Slots[slot.Name].Source == SlotSource.Default).ToList() is [var only]
            && !Answers(playbook, asked, number, today) && SlotReading.Asked(only, number, [], today) is Reading.Answer { Value: var value } ? new Correction(only, value) : null;
    }

    // "2" … "no wait, 3": said to the next question, meant for the last one.
    private static Correction? OfTheLast(Playbook playbook, PlaybookRun run, string said, LocalDate today, string? asked)
    {
        var text = said.Trim();
        var lead = Lead.Match(TextNormalisation.Normalise(text));
        if (asked is null || !lead.Success || run.Answered.Count == 0 || lead.Length >= text.Length
            || playbook.Slots.GetValueOrDefault(run.Answered[^1]) is not { Type: not (SlotType.Text or SlotType.Attachment) } last)
        {
            return null;
        }

        var rest = text[lead.Length..];
        return !Answers(playbook, asked, rest, today) && SlotReading.Asked(last, rest, [], today) is Reading.Answer { Value: { Length: > 0 } value } ? new Correction(last, value) : null;
    }

    // Whether words have the form that the open question asks for.
    private static bool Answers(Playbook playbook, string? asked, string said, LocalDate today) =>
        playbook.Slots.GetValueOrDefault(asked ?? string.Empty) is { Type: not (SlotType.Text or SlotType.Person) } open && SlotReading.Asked(open, said, [], today) is Reading.Answer;

    // "Form" is not in "platform"; Japanese has no such edges.
    private static int IndexOfWhole(string text, string name)
    {
        for (var at = text.IndexOf(name, StringComparison.Ordinal); at >= 0; at = text.IndexOf(name, at + 1, StringComparison.Ordinal))
        {
            var after = at + name.Length;
            if ((!char.IsAsciiLetterOrDigit(name[0]) || at == 0 || !char.IsAsciiLetterOrDigit(text[at - 1]))
                && (!char.IsAsciiLetterOrDigit(name[^1]) || after == text.Length || !char.IsAsciiLetterOrDigit(text[after])))
            {
                return at;
            }
        }

        return -1;
    }

    private static IEnumerable<string> NamesOf(Slot slot) =>
        new[] { slot.Label.Ja, slot.Label.En, slot.Name.Replace('_', ' ') }.Select(TextNormalisation.Normalise).Where(name => name.Length >= 2);
}
