using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Bunraku.Text;

/// <summary>
/// Reads a JSON text (RFC 8259) with the span of every value. A repeated member keeps its last value.
/// </summary>
public static class JsonReader
{
    public static DataTreeResult Read(SourceFile file) => Read(file, 0, file.Text.Length);

    /// <summary>Reads a part of a file, such as one line of many texts, one a line.</summary>
    public static DataTreeResult Read(SourceFile file, int start, int end)
    {
        var reading = new Reading(file, start, end);
        try
        {
            return new(reading.Document(), []);
        }
        catch (DiagnosticException failure)
        {
            return new(null, failure.Diagnostics);
        }
    }

    private sealed class Reading(SourceFile file, int start, int end)
    {
        private const int DeepestNesting = 200;

        private readonly string text = file.Text;
        private int at = start;
        private int depth;

        public DataTree Document()
        {
            SkipSpace();
            var tree = Value();
            SkipSpace();
            return at == end ? tree : throw Wrong("there is more text after the value");
        }

        private DataTree Value()
        {
            var start = at;
            switch (Peek())
            {
                case '{':
                    return Object();
                case '[':
                    return Array();
                case '"':
                    var content = String();
                    return new ScalarTree(file.At(start, at), content);
                case 't' when Word("true"):
                    return new ScalarTree(file.At(start, at), true);
                case 'f' when Word("false"):
                    return new ScalarTree(file.At(start, at), false);
                case 'n' when Word("null"):
                    return new ScalarTree(file.At(start, at), null);
                case '-' or (>= '0' and <= '9'):
                    return Number();
                case '\0':
                    throw Wrong("a value is missing");
                case '\'':
                    throw Wrong("unexpected `'`", "strings take double quotes");
                case ']' or '}' when LastSignificant() == ',':
                    throw Wrong("a comma stands before the closing bracket", "remove the last comma");
                default:
                    throw Wrong($"unexpected `{text[at]}`");
            }
        }

        private MappingTree Object()
        {
            var start = Open();
            var entries = new List<KeyValuePair<DataTree, DataTree>>();
            var places = new Dictionary<string, int>();
            while (!Close('}', entries.Count > 0))
            {
                var keyStart = at;
                if (Peek() != '"')
                {
                    throw Peek() == '}'
                        ? Wrong("a comma stands before the closing bracket", "remove the last comma")
                        : Wrong("a member's name in double quotes is missing");
                }
                var name = String();
                var key = new ScalarTree(file.At(keyStart, at), name);
                SkipSpace();
                if (Peek() != ':')
                {
                    throw Wrong("a `:` is missing after the member's name");
                }
                at++;
                SkipSpace();
                var entry = KeyValuePair.Create<DataTree, DataTree>(key, Value());
                if (places.TryAdd(name, entries.Count))
                {
                    entries.Add(entry);
                }
                else
                {
                    entries[places[name]] = entry;
                }
            }
            return new(file.At(start, at), [.. entries]);
        }

        private SequenceTree Array()
        {
            var start = Open();
            var items = ImmutableArray.CreateBuilder<DataTree>();
            while (!Close(']', items.Count > 0))
            {
                items.Add(Value());
            }
            return new(file.At(start, at), items.ToImmutable());
        }

        private int Open()
        {
            if (++depth > DeepestNesting)
            {
                var here = file.At(at, at + 1);
                throw new DiagnosticException(TextDiagnostics.TooDeep(here, "invalid-json", DeepestNesting));
            }
            return at++;
        }

        /// <summary>Passes the closing bracket, or the comma before the next item.</summary>
        private bool Close(char bracket, bool hasItems)
        {
            SkipSpace();
            if (Peek() == bracket)
            {
                at++;
                depth--;
                return true;
            }
            if (!hasItems)
            {
                return false;
            }
            if (Peek() != ',')
            {
                throw Wrong($"a `,` or `{bracket}` is missing");
            }
            at++;
            SkipSpace();
            return false;
        }

        private string String()
        {
            var start = at++;
            var output = new StringBuilder();
            while (at < end && text[at] != '"')
            {
                if (text[at] < ' ')
                {
                    throw Wrong(
                        "a control character stands in a string",
                        "write it as an escape, such as `\\n`"
                    );
                }
                output.Append(text[at] == '\\' ? Escape() : text[at++]);
            }
            if (at >= end)
            {
                at = start;
                throw Wrong("the string has no end");
            }
            at++;
            return output.ToString();
        }

        private char Escape()
        {
            var c = at + 1 < end ? text[at + 1] : '\0';
            if (c == 'u')
            {
                var isHex = ushort.TryParse(
                    text.AsSpan(at + 2, Math.Min(4, end - at - 2)),
                    NumberStyles.AllowHexSpecifier,
                    CultureInfo.InvariantCulture,
                    out var code
                );
                if (!isHex || at + 6 > end)
                {
                    throw Wrong("`\\u` takes four hexadecimal digits");
                }
                at += 6;
                return (char)code;
            }
            var result = c switch
            {
                '"' or '\\' or '/' => c,
                'b' => '\b',
                'f' => '\f',
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                _ => throw Wrong($"there is no escape `\\{c}`"),
            };
            at += 2;
            return result;
        }

        private ScalarTree Number()
        {
            var start = at;
            at += text[at] == '-' ? 1 : 0;
            var first = at;
            Digits();
            var isInteger = true;
            if (text[first] == '0' && at > first + 1)
            {
                at = first;
                throw Wrong("a number has no leading zeros");
            }
            if (Peek() == '.')
            {
                isInteger = false;
                at++;
                Digits();
            }
            if (Peek() is 'e' or 'E')
            {
                isInteger = false;
                at++;
                at += Peek() is '+' or '-' ? 1 : 0;
                Digits();
            }
            var span = file.At(start, at);
            if (isInteger && long.TryParse(span.Text, CultureInfo.InvariantCulture, out var integer))
            {
                return new(span, integer);
            }
            return new(span, double.Parse(span.Text, CultureInfo.InvariantCulture));
        }

        private void Digits()
        {
            if (!char.IsAsciiDigit(Peek()))
            {
                throw Wrong("a digit is missing");
            }
            while (char.IsAsciiDigit(Peek()))
            {
                at++;
            }
        }

        private bool Word(string word)
        {
            var isWord = string.CompareOrdinal(text, at, word, 0, word.Length) == 0;
            at += isWord ? word.Length : 0;
            return isWord;
        }

        private char Peek() => at < end ? text[at] : '\0';

        private char LastSignificant()
        {
            var before = text.AsSpan(0, at).TrimEnd(" \t\r\n");
            return before.IsEmpty ? '\0' : before[^1];
        }

        private void SkipSpace()
        {
            while (Peek() is ' ' or '\t' or '\r' or '\n')
            {
                at++;
            }
        }

        private DiagnosticException Wrong(string problem, string? help = null)
        {
            var here = file.At(at, Math.Min(at + 1, end));
            return new(TextDiagnostics.InvalidJson(here, problem, help));
        }
    }
}
