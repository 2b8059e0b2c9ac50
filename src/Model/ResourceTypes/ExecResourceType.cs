using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Bunraku.Model;

internal sealed partial class ExecResourceType() : ResourceType("exec")
{
    public override string Doc => "A command that is run, unless a guard says that its work is done.";

    public override bool IsIsomorphic => false;

    protected override string ProviderTable => "posix; shell; windows";

    public override ImmutableArray<ResourceAttribute> Attributes { get; } =
    [
        NameParameter("command"),
        Parameter("provider"),
        Property("returns") with
        {
            IsList = true,
            Default = "0",
        },
        .. Parameters("path", "user", "group", "cwd"),
        Parameter("logoutput", "true", "false", "on_failure") with
        {
            Default = "on_failure",
        },
        .. Parameters("refresh", "environment", "umask"),
        Parameter("timeout") with
        {
            Default = 300,
        },
        Parameter("tries") with
        {
            Default = 1,
        },
        Parameter("try_sleep") with
        {
            Default = 0,
        },
        Boolean("refreshonly"),
        .. Parameters("creates", "unless", "onlyif"),
    ];

    /// <summary>The working directory, the programs run, and the account they run as.</summary>
    public override IEnumerable<ResourceReference> Autorequires(Resource resource)
    {
        if (resource["cwd"] is { } cwd)
        {
            yield return new("File", cwd.ToString());
        }
        var guards = Items(resource["onlyif"]).Concat(Items(resource["unless"]));
        foreach (var command in guards.Prepend(Open(resource["command"]!)))
        {
            var line = command is ArrayValue { Count: > 0 } words ? words[0].ToString() : command.ToString();
            foreach (Match program in Programs().Matches(line))
            {
                yield return new("File", program.Groups[1].Success ? program.Groups[1].Value : program.Value);
            }
        }
        if (resource["user"]?.ToString() is { } user && !user.All(char.IsAsciiDigit))
        {
            yield return new("User", user);
        }
    }

    protected override Value Munge(ResourceAttribute attribute, Value value) =>
        attribute.Name switch
        {
            "returns" => value.ToString(),
            "command" => value is StringValue or ArrayValue
                ? value
                : throw new AttributeException(
                    $"Command must be a String or Array<String>, got value of class {RubyClass(value)}"
                ),
            "path" => SearchPath(value),
            "cwd" => AbsolutePath("cwd", value),
            "creates" => ArrayValue.Of(Items(value).Select(path => AbsolutePath("creates", path))),
            "environment" => Environment(value),
            "umask" => Umask(value),
            "timeout" => Timeout(value),
            "tries" => Tries(value),
            "try_sleep" => Pause(value),
            _ => value,
        };

    protected override IEnumerable<string> Check(ResourceDraft draft)
    {
        if (draft["path"] is not null || draft.Text("provider") == "shell")
        {
            yield break;
        }
        var commands = new[] { draft["command"]!, draft["refresh"] }
            .OfType<Value>()
            .Concat(Items(draft["onlyif"]))
            .Concat(Items(draft["unless"]));
        foreach (var command in commands)
        {
            if (ExecPrograms.Of(Open(command)) is var program && !FilePath.IsAbsolute(program))
            {
                yield return $"'{(command is SensitiveValue ? "[command redacted]" : program)}' is not qualified and no path was specified. "
                    + "Please qualify the command or specify a path.";
            }
        }
    }

    private static Value Open(Value value) => value is SensitiveValue secret ? secret.Inner : value;

    private static ImmutableArray<Value> Items(Value? value) =>
        value switch
        {
            null => [],
            SensitiveValue secret => Items(secret.Inner),
            ArrayValue array => array.Items,
            _ => [value],
        };

    private static Value SearchPath(Value value) =>
        ArrayValue.Of(
            Items(value).SelectMany(part => part.ToString().Split(':')).Select(part => (Value)part)
        );

    private static Value AbsolutePath(string name, Value value) =>
        FilePath.IsAbsolute(value.ToString())
            ? value
            : throw new AttributeException($"{name} must be a fully qualified path");

    private static Value Environment(Value value)
    {
        foreach (var setting in Items(value))
        {
            if (!Assignment().IsMatch(setting.ToString()))
            {
                throw new AttributeException($"Invalid environment setting '{setting}'");
            }
        }
        return value is ArrayValue ? value : new ArrayValue([value]);
    }

    private static Value Umask(Value value) =>
        OctalDigits().IsMatch(value.ToString())
            ? (long)Convert.ToInt32(value.ToString(), 8)
            : throw new AttributeException($"The umask specification is invalid: {Inspect(value)}");

    private static Value Timeout(Value value)
    {
        var text = (value is ArrayValue { Count: > 0 } array ? array[0] : value).ToString();
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
            ? new FloatValue(Math.Max(seconds, 0))
            : throw Unmunged("timeout", value, "The timeout must be a number.");
    }

    private static Value Tries(Value value)
    {
        if (!long.TryParse(value.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var tries))
        {
            throw Unmunged("tries", value, "Tries must be an integer");
        }
        return tries >= 1 ? tries : throw Unmunged("tries", value, "Tries must be an integer >= 1");
    }

    private static Value Pause(Value value)
    {
        var text = value.ToString();
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds))
        {
            throw Unmunged("try_sleep", value, "try_sleep must be a number");
        }
        return seconds >= 0
            ? new FloatValue(seconds)
            : throw Unmunged("try_sleep", value, "try_sleep cannot be a negative number");
    }

    [GeneratedRegex("""^/\S+|^"([^"]+)" """, RegexOptions.Multiline | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Programs();

    [GeneratedRegex(@"\w+=")]
    private static partial Regex Assignment();

    [GeneratedRegex(@"\A0?[0-7]{1,4}\z")]
    private static partial Regex OctalDigits();
}
