using System.Text.RegularExpressions;

namespace Bunraku.Model;

/// <summary>
/// A file's wanted permissions: octal digits, or symbolic clauses (<c>u=rw,go-w</c>) that change the present
/// ones. A mode that exists is well-formed.
/// </summary>
public sealed partial class FilePermissions
{
    private const int SetUser = 4;
    private const int SetGroup = 2;
    private const int Sticky = 1;
    private readonly int? number;

    private FilePermissions(string text, int? number)
    {
        this.number = number;
        Text = text;
    }

    /// <summary>Four octal digits, or the clauses as they were written.</summary>
    public string Text { get; }

    public bool IsSymbolic => number is null;

    public static FilePermissions? TryParse(string text)
    {
        if (OctalDigits().IsMatch(text))
        {
            var bits = Convert.ToInt32(text, 8);
            return new FilePermissions(text.Length == 4 ? text : Octal(bits), bits);
        }
        return Clauses().IsMatch(text) ? new FilePermissions(text, null) : null;
    }

    /// <summary>Permission bits as they are shown: at least four octal digits.</summary>
    public static string Octal(int bits) => Convert.ToString(bits, 8).PadLeft(4, '0');

    /// <summary>
    /// The bits wanted for a file that has <paramref name="current"/>. A numeric mode lets directories be
    /// searched where it lets them be read.
    /// </summary>
    public int Resolve(int current, bool isDirectory)
    {
        if (number is { } bits)
        {
            // The read bits (0444) lie two above the search bits (0111).
            return isDirectory ? bits | ((bits >> 2) & 0b001_001_001) : bits;
        }
        var classes = new Dictionary<char, int>
        {
            ['s'] = (current >> 9) & 7,
            ['u'] = (current >> 6) & 7,
            ['g'] = (current >> 3) & 7,
            ['o'] = current & 7,
        };
        var mayBeExecuted = isDirectory || (current & 0b001_001_001) != 0;
        foreach (var clause in Text.Split(','))
        {
            ApplyClause(clause, classes, mayBeExecuted);
        }
        return (classes['s'] << 9) | (classes['u'] << 6) | (classes['g'] << 3) | classes['o'];
    }

    private static void ApplyClause(string clause, Dictionary<char, int> classes, bool mayBeExecuted)
    {
        var start = clause.IndexOfAny(['-', '+', '=']);
        var who = start == 0 ? "ugo" : clause[..start].Replace("a", "ugo", StringComparison.Ordinal);
        // The clause reads the bits as they were before it, so that `a-g` means the same for everybody.
        var before = new Dictionary<char, int>(classes);
        foreach (var target in who.Distinct())
        {
            var bits = before[target];
            var operation = '=';
            foreach (var sign in clause.AsSpan(start))
            {
                switch (sign)
                {
                    case '-' or '+' or '=':
                        operation = sign;
                        bits = sign == '=' ? 0 : bits;
                        break;
                    case 's' or 't':
                        classes['s'] = Combine(operation, classes['s'], SpecialBit(sign, target));
                        break;
                    default:
                        bits = Combine(operation, bits, Permission(sign, before, mayBeExecuted));
                        break;
                }
            }
            classes[target] = bits;
        }
    }

    private static int Combine(char operation, int bits, int change) =>
        operation == '-' ? bits & ~change : bits | change;

    private static int Permission(char sign, Dictionary<char, int> before, bool mayBeExecuted) =>
        sign switch
        {
            'r' => 4,
            'w' => 2,
            'x' => 1,
            'X' => mayBeExecuted ? 1 : 0,
            _ => before[sign],
        };

    private static int SpecialBit(char sign, char target) =>
        (sign, target) switch
        {
            ('s', 'u') => SetUser,
            ('s', 'g') => SetGroup,
            _ => Sticky,
        };

    [GeneratedRegex(@"\A0?[0-7]{1,4}\z")]
    private static partial Regex OctalDigits();

    [GeneratedRegex(@"\A[ugoa]*[-=+][-=+rstwxXugo]*(,[ugoa]*[-=+][-=+rstwxXugo]*)*\z")]
    private static partial Regex Clauses();
}
