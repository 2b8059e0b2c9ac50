using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using System.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Bunraku.Text;

/// <summary>
/// One reading of a YAML file: the parser's events, the anchors met so far, what there is to say.
/// </summary>
internal sealed class YamlComposer(SourceFile file)
{
    private const int DeepestNesting = 200;

    /// <summary>So many values may a document have after its aliases were written out.</summary>
    private const int MostValues = 2_000_000;

    private const string CoreTag = "tag:yaml.org,2002:";

    private readonly Parser parser = new(new StringReader(file.Text));
    private readonly Dictionary<AnchorName, (DataTree? Tree, long Size)> anchors = [];
    private int depth;
    private long size;

    /// <summary>
    /// Where the last scalar, alias or bracket ended: a block collection ends with its last one.
    /// </summary>
    private int end;

    public List<Diagnostic> Diagnostics { get; } = [];

    /// <summary>The place of the last event that could be read.</summary>
    public Span LastPlace => parser.Current is { } last ? SpanOf(last.Start, last.End) : file.At(0, 0);

    public DataTree? Document()
    {
        parser.Consume<StreamStart>();
        if (!parser.TryConsume<DocumentStart>(out _))
        {
            return null;
        }
        var tree = Node();
        parser.Consume<DocumentEnd>();
        return tree;
    }

    public Span SpanOf(Mark start, Mark finish)
    {
        var from = (int)Math.Clamp(start.Index, 0, file.Text.Length);
        return file.At(from, (int)Math.Clamp(finish.Index, from, file.Text.Length));
    }

    private DataTree Node()
    {
        var before = size;
        size++;
        if (parser.TryConsume<AnchorAlias>(out var alias))
        {
            return Alias(alias);
        }
        var anchor = parser.Current is NodeEvent node ? node.Anchor : AnchorName.Empty;
        if (!anchor.IsEmpty)
        {
            anchors[anchor] = (null, 0);
        }
        var tree = Content();
        if (!anchor.IsEmpty)
        {
            anchors[anchor] = (tree, size - before);
        }
        return tree;
    }

    private DataTree Content()
    {
        if (parser.TryConsume<Scalar>(out var scalar))
        {
            return ScalarOf(scalar);
        }
        if (++depth > DeepestNesting)
        {
            var at = SpanOf(parser.Current!.Start, parser.Current.End);
            throw new DiagnosticException(TextDiagnostics.TooDeep(at, "invalid-yaml", DeepestNesting));
        }
        DataTree tree = parser.TryConsume<SequenceStart>(out var sequence) ? Sequence(sequence) : Mapping();
        depth--;
        return tree;
    }

    private DataTree Alias(AnchorAlias alias)
    {
        var at = SpanOf(alias.Start, alias.End);
        end = at.End;
        if (!anchors.TryGetValue(alias.Value, out var found) || found.Tree is null)
        {
            throw new DiagnosticException(TextDiagnostics.UnknownAlias(at, alias.Value.Value));
        }
        size += found.Size;
        if (size > MostValues)
        {
            throw new DiagnosticException(TextDiagnostics.TooLarge(at, MostValues));
        }
        return found.Tree;
    }

    private SequenceTree Sequence(SequenceStart start)
    {
        CheckTag(start);
        end = (int)start.End.Index;
        var items = ImmutableArray.CreateBuilder<DataTree>();
        while (!parser.Accept<SequenceEnd>(out _))
        {
            items.Add(Node());
        }
        return new(
            SpanFrom(start, start.Style == SequenceStyle.Flow, parser.Consume<SequenceEnd>()),
            items.ToImmutable()
        );
    }

    private MappingTree Mapping()
    {
        var start = parser.Consume<MappingStart>();
        CheckTag(start);
        end = (int)start.End.Index;
        var entries = new YamlEntries(Diagnostics);
        while (!parser.Accept<MappingEnd>(out _))
        {
            var isMerge = parser.Accept<Scalar>(out var text) && text is { Value: "<<", Tag.IsEmpty: true };
            var key = Node();
            var value = Node();
            if (isMerge && Merged(value) is { } sources)
            {
                entries.Merge(sources);
            }
            else
            {
                entries.Set(key, value);
            }
        }
        return new(
            SpanFrom(start, start.Style == MappingStyle.Flow, parser.Consume<MappingEnd>()),
            entries.ToImmutable()
        );
    }

    /// <summary>
    /// The mappings a merge key brings in, the most important first, or null when it brings in none.
    /// </summary>
    private static IEnumerable<MappingTree>? Merged(DataTree value) =>
        value switch
        {
            MappingTree mapping => [mapping],
            SequenceTree sequence when sequence.Items.All(item => item is MappingTree) =>
                sequence.Items.Cast<MappingTree>(),
            _ => null,
        };

    private Span SpanFrom(NodeEvent start, bool isFlow, ParsingEvent finish)
    {
        // The event of a closing bracket ends where it starts.
        end = isFlow ? (int)Math.Max(finish.End.Index, finish.Start.Index + 1) : end;
        var from = (int)Math.Min(start.Start.Index, file.Text.Length);
        return file.At(from, Math.Clamp(end, from, file.Text.Length));
    }

    private ScalarTree ScalarOf(Scalar scalar)
    {
        var at = SpanOf(scalar.Start, scalar.End);
        at = at with { End = at.Start + at.Text.TrimEnd().Length };
        end = at.End;
        var value = scalar.Tag.IsEmpty
            ? scalar.Style == ScalarStyle.Plain
                ? YamlScalar.Resolve(scalar.Value)
                : scalar.Value
            : Tagged(scalar, at);
        if (value is not BigInteger)
        {
            return new(at, value);
        }
        const string Help = "put it in quotes to keep it as text";
        Diagnostics.Add(TextDiagnostics.InvalidYaml(at, "the integer needs more than 64 bits", Help));
        return new(at, scalar.Value);
    }

    private object? Tagged(Scalar scalar, Span at)
    {
        var tag = scalar.Tag.Value;
        if (tag is "!")
        {
            return scalar.Value;
        }
        if (tag is "!binary" or CoreTag + "binary")
        {
            return FromBase64(scalar.Value, at);
        }
        if (tag is "!str" or CoreTag + "str" or "!ruby/string" or "!ruby/sym" or "!ruby/symbol")
        {
            return scalar.Value;
        }
        CheckTag(scalar);
        var value = YamlScalar.Resolve(scalar.Value);
        if (tag is not ("!float" or CoreTag + "float"))
        {
            return value;
        }
        return value switch
        {
            long number => (double)number,
            string text when double.TryParse(text, CultureInfo.InvariantCulture, out var number) => number,
            _ => value,
        };
    }

    private static string FromBase64(string text, Span at)
    {
        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(text));
        }
        catch (FormatException)
        {
            throw new DiagnosticException(TextDiagnostics.InvalidYaml(at, "this is not Base64"));
        }
    }

    /// <summary>
    /// Tags that stand for Ruby classes are refused; Psych ignores all others it does not know.
    /// </summary>
    private void CheckTag(NodeEvent node)
    {
        var tag = node.Tag.IsEmpty ? "" : node.Tag.Value;
        var isRuby = tag.StartsWith("!ruby/", StringComparison.Ordinal) && tag is not "!ruby/hash";
        if (isRuby || tag is "!set" or "!omap" or CoreTag + "set" or CoreTag + "omap")
        {
            var at = SpanOf(node.Start, node.End);
            throw new DiagnosticException(TextDiagnostics.UnsupportedTag(at, tag));
        }
    }
}
