using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Compiler;

/// <summary>
/// One step of a lookup, with the steps it took. The words are those people know from the reference.
/// </summary>
internal class ExplainedStep
{
    private string? key;
    private Value? value;
    private Span? place;

    public List<ExplainedStep> Steps { get; } = [];

    public List<string> Texts { get; } = [];

    protected ExplainedEvent Event { get; private set; }

    protected virtual string TypeName => "root";

    public void End(ExplainedEvent how, string? foundKey, Value? found, Span? at)
    {
        (Event, key, value, place) = (how, foundKey ?? key, found, at);
    }

    /// <summary>As text, one line a fact, indented by depth.</summary>
    public virtual void Write(StringBuilder output, string indent)
    {
        WriteSteps(output, indent);
        WriteTexts(output, indent);
    }

    /// <summary>As data, for programs.</summary>
    public virtual HashValue ToHash()
    {
        var hash = new HashValue.Builder();
        if (Steps.Count > 0)
        {
            hash["branches"] = ArrayValue.Of(Steps.Select(step => step.ToHash()));
        }
        if (key is not null)
        {
            hash["key"] = key;
        }
        if (value is not null)
        {
            hash["value"] = value;
        }
        if (Event != ExplainedEvent.None)
        {
            hash["event"] = EventName;
        }
        if (Texts.Count > 0)
        {
            hash["texts"] = ArrayValue.Of(Texts.Select(text => (Value)text));
        }
        hash["type"] = TypeName;
        if (place is { } at)
        {
            hash["file"] = at.File.Path;
            hash["line"] = at.Line;
        }
        AddTo(hash);
        return hash.Build();
    }

    protected virtual void AddTo(HashValue.Builder hash) { }

    protected void WriteSteps(StringBuilder output, string indent) =>
        Steps.ForEach(step => step.Write(output, indent));

    protected void WriteOutcome(StringBuilder output, string indent)
    {
        if (Event == ExplainedEvent.NotFound)
        {
            output.Append(CultureInfo.InvariantCulture, $"{indent}No such key: \"{key}\"\n");
        }
        else if (
            Event is ExplainedEvent.Found or ExplainedEvent.FoundInOverrides or ExplainedEvent.FoundInDefaults
        )
        {
            output.Append(CultureInfo.InvariantCulture, $"{indent}Found key: \"{key}\" value: ");
            WriteValue(output, indent, value!);
            output.Append(
                Event switch
                {
                    ExplainedEvent.FoundInOverrides => " in overrides",
                    ExplainedEvent.FoundInDefaults => " in defaults",
                    _ when place is { } at => string.Create(
                        CultureInfo.InvariantCulture,
                        $" at line {at.Line}"
                    ),
                    _ => "",
                }
            );
            output.Append('\n');
        }
        WriteTexts(output, indent);
    }

    protected void WriteResult(StringBuilder output, string indent)
    {
        if (Event == ExplainedEvent.Result)
        {
            output.Append(indent).Append("Merged result: ");
            WriteValue(output, indent, value!);
            output.Append('\n');
        }
    }

    protected static void WriteValue(StringBuilder output, string indent, Value value)
    {
        var inner = indent + "  ";
        switch (value)
        {
            case HashValue { Count: > 0 } hash:
                output.Append("{\n");
                foreach (var (i, pair) in hash.Pairs.Index())
                {
                    output.Append(i > 0 ? ",\n" : "").Append(inner);
                    WriteValue(output, inner, pair.Key);
                    output.Append(" => ");
                    WriteValue(output, inner, pair.Value);
                }
                output.Append('\n').Append(indent).Append('}');
                break;
            case ArrayValue { Count: > 0 } array:
                output.Append("[\n");
                foreach (var (i, item) in array.Items.Index())
                {
                    output.Append(i > 0 ? ",\n" : "").Append(inner);
                    WriteValue(output, inner, item);
                }
                output.Append('\n').Append(indent).Append(']');
                break;
            default:
                output.Append(RubyText.Inspect(value));
                break;
        }
    }

    private void WriteTexts(StringBuilder output, string indent) =>
        Texts.ForEach(text => output.Append(indent).Append(text).Append('\n'));

    private string EventName =>
        Event switch
        {
            ExplainedEvent.Found => "found",
            ExplainedEvent.FoundInOverrides => "found_in_overrides",
            ExplainedEvent.FoundInDefaults => "found_in_defaults",
            ExplainedEvent.NotFound => "not_found",
            ExplainedEvent.LocationNotFound => "location_not_found",
            _ => "result",
        };
}

/// <summary>A search for a key, which may be that of the options.</summary>
internal sealed class ExplainedSearch(string key) : ExplainedStep
{
    public override void Write(StringBuilder output, string indent)
    {
        output.Append(CultureInfo.InvariantCulture, $"{indent}Searching for \"{key}\"\n");
        WriteSteps(output, indent + "  ");
    }

    protected override void AddTo(HashValue.Builder hash) => hash["key"] = key;
}

/// <summary>A step that consists of one sentence.</summary>
internal sealed class ExplainedSentence(string type, string sentence, string member, string text)
    : ExplainedStep
{
    protected override string TypeName => type;

    public static ExplainedSentence InvalidKey(string key) =>
        new("invalid_key", $"Invalid key \"{key}\"", "key", key);

    public static ExplainedSentence MergeSource(string name) =>
        new("merge_source", $"Using merge options from \"{name}\" hash", "merge_source", name);

    public static ExplainedSentence ModuleNotFound(string name) =>
        new("module", $"Module \"{name}\" not found", "event", "module_not_found");

    public static ExplainedSentence ModuleWithoutData(string name) =>
        new(
            "module",
            $"Module data provider for module \"{name}\" not found",
            "event",
            "module_provider_not_found"
        );

    public override void Write(StringBuilder output, string indent) =>
        output.Append(indent).Append(sentence).Append('\n');

    protected override void AddTo(HashValue.Builder hash) => hash[member] = text;
}

internal sealed class ExplainedInterpolation(string expression) : ExplainedStep
{
    protected override string TypeName => "interpolate";

    public override void Write(StringBuilder output, string indent)
    {
        output.Append(CultureInfo.InvariantCulture, $"{indent}Interpolation on \"{expression}\"\n");
        WriteSteps(output, indent + "  ");
    }

    protected override void AddTo(HashValue.Builder hash) => hash["expression"] = expression;
}

internal sealed class ExplainedMerge(string strategy, HashValue options) : ExplainedStep
{
    protected override string TypeName => "merge";

    public override void Write(StringBuilder output, string indent)
    {
        if (Steps.Count < 2)
        {
            WriteSteps(output, indent);
            return;
        }
        output.Append(CultureInfo.InvariantCulture, $"{indent}Merge strategy {strategy}\n");
        indent += "  ";
        if (options.Count > 0)
        {
            output.Append(indent).Append("Options: ");
            WriteValue(output, indent, options);
            output.Append('\n');
        }
        WriteSteps(output, indent);
        WriteResult(output, indent);
    }

    public override HashValue ToHash() => Steps.Count == 1 ? Steps[0].ToHash() : base.ToHash();

    protected override void AddTo(HashValue.Builder hash)
    {
        hash["merge"] = strategy;
        if (options.Count > 0)
        {
            hash["options"] = options;
        }
    }
}

/// <summary>A layer or a level of one.</summary>
internal sealed class ExplainedLevel(string name, string? configuration = null, string? module = null)
    : ExplainedStep
{
    protected override string TypeName => "data_provider";

    public static ExplainedLevel Of(LookupLayer layer)
    {
        var module = layer.ModuleName is null ? "" : $"\"{layer.ModuleName}\" ";
        var version = layer.Configuration.Version;
        return new(
            $"{layer.Kind} {module}Data Provider (hiera configuration version {version})",
            layer.Configuration.File?.Path,
            layer.ModuleName
        );
    }

    public static ExplainedLevel Of(HierarchyEntry entry) =>
        new(
            entry.Kind == BackendKind.LegacyHash
                ? $"Deprecated API function \"{entry.Function}\""
                : $"Hierarchy entry \"{entry.Name}\""
        );

    public override void Write(StringBuilder output, string indent)
    {
        output.Append(indent).Append(name).Append('\n');
        indent += "  ";
        if (configuration is not null)
        {
            output.Append(CultureInfo.InvariantCulture, $"{indent}Using configuration \"{configuration}\"\n");
        }
        WriteSteps(output, indent);
        WriteOutcome(output, indent);
    }

    protected override void AddTo(HashValue.Builder hash)
    {
        hash["name"] = name;
        if (configuration is not null)
        {
            hash["configuration_path"] = configuration;
        }
        if (module is not null)
        {
            hash["module"] = module;
        }
    }
}

internal sealed class ExplainedLocation(DataPlace place) : ExplainedStep
{
    protected override string TypeName => place.Uri is null ? "path" : "uri";

    public override void Write(StringBuilder output, string indent)
    {
        var kind = place.Uri is null ? "Path" : "URI";
        output.Append(CultureInfo.InvariantCulture, $"{indent}{kind} \"{place.Text}\"\n");
        indent += "  ";
        output.Append(
            CultureInfo.InvariantCulture,
            $"{indent}Original {kind.ToLowerInvariant()}: \"{place.Original}\"\n"
        );
        WriteSteps(output, indent);
        if (Event == ExplainedEvent.LocationNotFound)
        {
            output.Append(CultureInfo.InvariantCulture, $"{indent}{kind} not found\n");
        }
        WriteOutcome(output, indent);
    }

    protected override void AddTo(HashValue.Builder hash)
    {
        hash["original_" + TypeName] = place.Original!;
        hash[TypeName] = place.Text!;
    }
}

internal sealed class ExplainedSubKey(ImmutableArray<Value> segments) : ExplainedStep
{
    protected override string TypeName => "sub_key";

    public override void Write(StringBuilder output, string indent)
    {
        output.Append(CultureInfo.InvariantCulture, $"{indent}Sub key: \"{string.Join('.', segments)}\"\n");
        WriteSteps(output, indent + "  ");
        WriteOutcome(output, indent + "  ");
    }
}

internal sealed class ExplainedSegment : ExplainedStep
{
    protected override string TypeName => "segment";

    public override void Write(StringBuilder output, string indent) => WriteOutcome(output, indent);
}

internal sealed class ExplainedScope(string name) : ExplainedStep
{
    protected override string TypeName => "scope";

    public override void Write(StringBuilder output, string indent)
    {
        output.Append(indent).Append(name).Append('\n');
        WriteSteps(output, indent + "  ");
        WriteOutcome(output, indent + "  ");
    }

    protected override void AddTo(HashValue.Builder hash) => hash["name"] = name;
}
