using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Bunraku.Model;

namespace Bunraku.Cli;

/// <summary>Facts as text: the reference's own form, JSON, YAML and HOCON.</summary>
internal static partial class FactFormat
{
    /// <summary>All facts, in the form's name (empty for the reference's own).</summary>
    public static string All(HashValue facts, string form) =>
        form switch
        {
            "json" => JsonText.Write(facts, isIndented: true),
            "yaml" => facts.Count == 0 ? "{}" : YamlText.WritePlain(facts, IsQuotedInYaml),
            "hocon" => HoconText.Write(facts),
            _ => Plain(facts, isAll: true),
        };

    /// <summary>The answers to questions for single facts, by question; undef where there is none.</summary>
    public static string Answers(HashValue answers, string form)
    {
        if (form is "json" or "yaml")
        {
            return All(answers, form);
        }
        if (answers.Count > 1)
        {
            return form == "hocon" ? HoconText.Write(answers) : Plain(answers, isAll: false);
        }
        var value = answers.Pairs[0].Value;
        return form == "hocon" ? HoconText.WriteAnswer(value)
            : value is StringValue text ? text.Text
            : value is UndefValue ? ""
            : Arrows(JsonText.Write(value, isIndented: true));
    }

    /// <summary>
    /// The reference's form: JSON with arrows, where the outermost names and texts are bare. It is made
    /// from the
    /// lines of JSON, and keeps what that does to texts that look like JSON.
    /// </summary>
    private static string Plain(HashValue facts, bool isAll)
    {
        var shown = isAll ? facts : HashValue.Of(facts.Pairs.Select(Blank));
        var lines = Arrows(JsonText.Write(shown, isIndented: true))
            .Split('\n')
            .Where(line => line.Length > 0);
        var text = new StringBuilder();
        foreach (var line in lines.Skip(1).SkipLast(1))
        {
            var inner = line.StartsWith("  ", StringComparison.Ordinal) ? line[2..] : line;
            inner = inner.StartsWith("},", StringComparison.Ordinal) ? "}" + inner[2..] : inner;
            text.Append(char.IsWhiteSpace(inner[0]) ? inner : Bare(inner)).Append('\n');
        }
        var result = text.ToString().TrimEnd('\n').Replace("\\n", "\n", StringComparison.Ordinal);
        return isAll ? result : QuotedAnswer().Replace(result, "$1 => $2");
    }

    private static KeyValuePair<Value, Value> Blank(KeyValuePair<Value, Value> answer) =>
        answer.Value is UndefValue ? KeyValuePair.Create(answer.Key, (Value)"") : answer;

    private static string Arrows(string json)
    {
        var lines = json.Replace("\": ", "\" => ", StringComparison.Ordinal)
            .Split('\n')
            .Select(line => QuotedName().Replace(line, "$1 =>"));
        return string.Join('\n', lines).Replace(@"\\", @"\", StringComparison.Ordinal);
    }

    /// <summary>Without the comma at the end and the quotes, unless a backslash stands before them.</summary>
    private static string Bare(string line)
    {
        line = line.EndsWith(',') ? line[..^1] : line;
        var bare = new StringBuilder();
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] != '"' || i > 0 && line[i - 1] == '\\')
            {
                bare.Append(line[i]);
            }
        }
        return bare.Replace("\\\"", "\"").ToString();
    }

    /// <summary>
    /// The reference quotes whatever a reader of old YAML may take for a truth or a number.
    /// </summary>
    private static bool IsQuotedInYaml(string text)
    {
        if (
            text.Contains("true", StringComparison.Ordinal)
            || text.Contains("false", StringComparison.Ordinal)
            || text.Length > 0 && text.All(char.IsAsciiDigit)
        )
        {
            return false;
        }
        if (text.AsSpan().IndexOfAny("yYnN:") >= 0 || OldTruth().IsMatch(text))
        {
            return true;
        }
        return !text.Any(char.IsAsciiLetter) && !Decimal().IsMatch(text);
    }

    [GeneratedRegex("\"(.*)\" =>")]
    private static partial Regex QuotedName();

    [GeneratedRegex("^(\\S*) => \"(.*)\"", RegexOptions.Multiline)]
    private static partial Regex QuotedAnswer();

    [GeneratedRegex("TRUE|True|FALSE|False|off|Off|OFF")]
    private static partial Regex OldTruth();

    [GeneratedRegex(@"[0-9]+\.[0-9]+")]
    private static partial Regex Decimal();
}
