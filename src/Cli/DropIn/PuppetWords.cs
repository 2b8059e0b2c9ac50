using Bunraku.Text;

namespace Bunraku.Cli;

/// <summary>
/// The words of a command line of the reference, taken apart: settings, which any command takes, and what is
/// the command's own.
/// </summary>
internal sealed class PuppetWords
{
    private PuppetWords(PuppetSettings settings, List<string> own)
    {
        Settings = settings;
        Own = own;
    }

    public PuppetSettings Settings { get; }

    /// <summary>What is no setting: the command, its options and arguments.</summary>
    public List<string> Own { get; }

    /// <param name="isOwn">Whether an option is the command's own although a setting has its name.</param>
    public static PuppetWords Read(IReadOnlyList<string> words, Func<string, bool> isOwn)
    {
        var settings = new PuppetSettings();
        var own = new List<string>();
        words = [.. words.SelectMany(Unbundled)];
        for (var i = 0; i < words.Count; i++)
        {
            var (name, value) = Parts(words[i]);
            if (name is null || isOwn(name))
            {
                own.Add(words[i]);
            }
            else if (settings.Has(name) && settings.IsSwitch(name))
            {
                settings.Give(name, value ?? "true");
            }
            else if (name.StartsWith("no_", StringComparison.Ordinal) && settings.IsSwitch(name[3..]))
            {
                settings.Give(name[3..], "false");
            }
            else if (settings.Has(name) && (value is not null || i + 1 < words.Count))
            {
                settings.Give(name, value ?? words[++i]);
            }
            else if (name == "manifestdir")
            {
                settings.Give(name, value ?? words[++i]);
            }
            else
            {
                own.Add(words[i]);
            }
        }
        return new PuppetWords(settings, own);
    }

    /// <summary>
    /// Takes an option with a value out of the command's own words; null when it is not there.
    /// </summary>
    public string? Take(params ReadOnlySpan<string> names)
    {
        for (var i = 0; i < Own.Count; i++)
        {
            foreach (var name in names)
            {
                if (
                    Own[i].StartsWith(name + "=", StringComparison.Ordinal)
                    && name.StartsWith("--", StringComparison.Ordinal)
                )
                {
                    var value = Own[i][(name.Length + 1)..];
                    Own.RemoveAt(i);
                    return value;
                }
                if (Own[i] == name)
                {
                    if (i + 1 == Own.Count)
                    {
                        throw new DiagnosticException(CliDiagnostics.OptionWithoutValue(name));
                    }
                    var value = Own[i + 1];
                    Own.RemoveRange(i, 2);
                    return value;
                }
            }
        }
        return null;
    }

    /// <summary>Takes an option without a value out of the command's own words.</summary>
    public bool TakeFlag(params ReadOnlySpan<string> names)
    {
        var isThere = false;
        foreach (var name in names)
        {
            isThere |= Own.RemoveAll(word => word == name) > 0;
        }
        return isThere;
    }

    /// <summary>The arguments, once all options are taken; an option that is left is none.</summary>
    public IReadOnlyList<string> Arguments(string command)
    {
        var left = Own.FirstOrDefault(word => word is ['-', _, ..]);
        return left is null
            ? Own
            : throw new DiagnosticException(
                CliDiagnostics.UnknownOption(command, left, Settings.Names.Select(n => "--" + n))
            );
    }

    /// <summary>Short options in one word: `-tv` is `-t -v`, and a value may follow the last.</summary>
    private static IEnumerable<string> Unbundled(string word) =>
        word.Length > 2 && word[0] == '-' && word[1..^1].All("dtv".Contains) && "dtve".Contains(word[^1])
            ? word.Skip(1).Select(letter => $"-{letter}")
            : [word];

    private static (string? Name, string? Value) Parts(string word)
    {
        if (!word.StartsWith("--", StringComparison.Ordinal) || word.Length < 4)
        {
            return (null, null);
        }
        var equals = word.IndexOf('=', StringComparison.Ordinal);
        var name = (equals < 0 ? word[2..] : word[2..equals]).Replace('-', '_');
        return (name, equals < 0 ? null : word[(equals + 1)..]);
    }
}
