using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class CreateIniSettings() : Function("inifile::create_ini_settings")
{
    public override ImmutableArray<string> Signatures => ["(Hash settings, Hash defaults?)"];

    public override string Doc =>
        """
            Declares an `ini_setting` for each setting of each section of a hash. The defaults hold the
            `path`.
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        var settings = (HashValue)arguments[0];
        var defaults = arguments.Length > 1 ? (HashValue)arguments[1] : HashValue.Empty;
        var resources = new HashValue.Builder();
        foreach (var (section, inner) in settings.Pairs)
        {
            if (inner is not HashValue hash)
            {
                throw invocation.Failure(
                    $"create_ini_settings(): Section {RubyText.Of(section)} must contain a Hash"
                );
            }
            var path = settings.Find("path") ?? defaults.Find("path") ?? UndefValue.Instance;
            if (!path.IsTrue)
            {
                throw invocation.Failure(
                    "create_ini_settings(): must pass the path parameter to the Ini_setting resource!"
                );
            }
            foreach (var (setting, value) in hash.Pairs)
            {
                var title = $"{RubyText.Of(path)} [{RubyText.Of(section)}] {RubyText.Of(setting)}";
                resources[title] = Attributes(section, setting, value);
            }
        }
        return invocation.CallFunction("create_resources", ["ini_setting", resources.Build(), defaults]);
    }

    private static HashValue Attributes(Value section, Value setting, Value value)
    {
        var attributes = new HashValue.Builder
        {
            ["ensure"] = "present",
            ["section"] = section,
            ["setting"] = setting,
        };
        foreach (var (name, item) in (value as HashValue ?? HashValue.Of(("value", value))).Pairs)
        {
            attributes[name] = item;
        }
        return attributes.Build();
    }
}
