using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using System.Text;

namespace Bunraku.Text;

/// <summary>
/// One reading of a YAML file: the scanner's tokens put together by the grammar, the anchors met so far, what
/// there is to say.
/// </summary>
/// <param name="keepsObjects">Whether tags of Ruby objects are kept, and numbers of any length.</param>
internal sealed class YamlComposer(SourceFile file, bool keepsObjects)
{
    private const int DeepestNesting = 200;

    /// <summary>So many values may a document have after its aliases were written out.</summary>
    private const int MostValues = 2_000_000;

    private const string CoreTag = "tag:yaml.org,2002:";

    private readonly YamlScanner scanner = new(file.Text);
    private readonly Dictionary<string, (DataTree? Tree, long Size)> anchors = [];
    private readonly Dictionary<string, string> handles = new() { ["!"] = "!", ["!!"] = CoreTag };
    private int depth;
    private long size;

    /// <summary>
    /// Where the last scalar, alias or bracket ended: a block collection ends with its last one.
    /// </summary>
    private int end;

    public List<Diagnostic> Diagnostics { get; } = [];

    public string? FirstAlias { get; private set; }

    public DataTree? Document()
    {
        CheckCharacters();
        var isExplicit = Next is YamlTokenKind.Directive or YamlTokenKind.DocumentStart;
        if (Next == YamlTokenKind.StreamEnd)
        {
            return null;
        }
        if (isExplicit)
        {
            while (Next == YamlTokenKind.Directive)
            {
                Declare(scanner.Take());
            }
            if (Next != YamlTokenKind.DocumentStart)
            {
                throw new YamlFault(
                    null,
                    default,
                    "did not find expected <document start>",
                    scanner.Peek().Start
                );
            }
            scanner.Take();
            if (
                Next
                is YamlTokenKind.Directive
                    or YamlTokenKind.DocumentStart
                    or YamlTokenKind.DocumentEnd
                    or YamlTokenKind.StreamEnd
            )
            {
                return null;
            }
        }
        return Node(isBlock: true);
    }

    public Span SpanOf(YamlMark start, YamlMark finish)
    {
        var from = Math.Clamp(start.Index, 0, file.Text.Length);
        return file.At(from, Math.Clamp(finish.Index, from, file.Text.Length));
    }

    private YamlTokenKind Next => scanner.Peek().Kind;

    /// <summary>Characters that no YAML text has, but in escapes.</summary>
    private void CheckCharacters()
    {
        for (var i = 0; i < file.Text.Length; i++)
        {
            var c = file.Text[i];
            if (
                c
                is < ' '
                    and not ('\t' or '\n' or '\r')
                    or (>= '\x7f' and < '\xa0' and not '\x85')
                    or > '\ufffd'
            )
            {
                var at = new YamlMark(i, 0, 0);
                throw new YamlFault(null, default, "control characters are not allowed", at);
            }
        }
    }

    private void Declare(YamlToken directive)
    {
        if (
            directive.Handle == "TAG"
            && directive.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var h, var p]
        )
        {
            handles[h] = p;
        }
    }

    /// <summary>A value with what stands before it: an anchor, a tag.</summary>
    /// <param name="isIndentless">Whether a sequence may stand no further to the right than its key.</param>
    private DataTree Node(bool isBlock, bool isIndentless = false)
    {
        var before = size;
        size++;
        if (Next == YamlTokenKind.Alias)
        {
            return Alias(scanner.Take());
        }
        var start = scanner.Peek().Start;
        var (anchor, tag) = ((string?)null, (string?)null);
        while (Next is YamlTokenKind.Anchor && anchor is null || Next is YamlTokenKind.Tag && tag is null)
        {
            var token = scanner.Take();
            end = token.End.Index;
            if (token.Kind == YamlTokenKind.Anchor)
            {
                anchor = token.Text;
            }
            else
            {
                tag = Resolve(token, start);
            }
        }
        if (anchor is not null)
        {
            anchors[anchor] = (null, 0);
        }
        var tree = Content(start, tag, isBlock, isIndentless, anchor is not null || tag is not null);
        if (keepsObjects && tag is not null && NamesObject(tag))
        {
            tree = tree with { Tag = tag };
        }
        if (anchor is not null)
        {
            anchors[anchor] = (tree, size - before);
        }
        return tree;
    }

    private string Resolve(YamlToken tag, YamlMark start)
    {
        if (tag.Handle.Length == 0)
        {
            return tag.Text;
        }
        return handles.TryGetValue(tag.Handle, out var prefix)
            ? prefix + tag.Text
            : throw new YamlFault("while parsing a node", start, "found undefined tag handle", tag.Start);
    }

    private DataTree Content(YamlMark start, string? tag, bool isBlock, bool isIndentless, bool hasProperties)
    {
        var kind = Next;
        if (kind == YamlTokenKind.Scalar)
        {
            return ScalarOf(scanner.Take(), tag);
        }
        var isCollection =
            kind is YamlTokenKind.FlowSequenceStart or YamlTokenKind.FlowMappingStart
            || isBlock && kind is YamlTokenKind.BlockSequenceStart or YamlTokenKind.BlockMappingStart
            || isIndentless && kind == YamlTokenKind.BlockEntry;
        if (!isCollection)
        {
            return hasProperties
                ? Empty(tag)
                : throw new YamlFault(
                    isBlock ? "while parsing a block node" : "while parsing a flow node",
                    start,
                    "did not find expected node content",
                    scanner.Peek().Start
                );
        }
        if (++depth > DeepestNesting)
        {
            var at = SpanOf(scanner.Peek().Start, scanner.Peek().End);
            throw new DiagnosticException(TextDiagnostics.TooDeep(at, "invalid-yaml", DeepestNesting));
        }
        CheckTag(tag, start);
        DataTree tree = kind switch
        {
            YamlTokenKind.FlowSequenceStart => FlowSequence(scanner.Take().Start),
            YamlTokenKind.FlowMappingStart => FlowMapping(scanner.Take().Start),
            YamlTokenKind.BlockSequenceStart => BlockSequence(scanner.Take().Start, isIndentless: false),
            YamlTokenKind.BlockMappingStart => BlockMapping(scanner.Take().Start),
            _ => BlockSequence(scanner.Peek().Start, isIndentless: true),
        };
        depth--;
        return tree;
    }

    /// <summary>A value that nothing is written for.</summary>
    private ScalarTree Empty(string? tag = null)
    {
        var at = file.At(Math.Min(end, file.Text.Length), Math.Min(end, file.Text.Length));
        return new(at, tag is CoreTag + "str" or "!str" or "!" ? "" : null);
    }

    private DataTree Alias(YamlToken alias)
    {
        var at = SpanOf(alias.Start, alias.End);
        end = at.End;
        if (!anchors.TryGetValue(alias.Text, out var found) || found.Tree is null)
        {
            throw new DiagnosticException(TextDiagnostics.UnknownAlias(at, alias.Text));
        }
        FirstAlias ??= alias.Text;
        size += found.Size;
        if (size > MostValues)
        {
            throw new DiagnosticException(TextDiagnostics.TooLarge(at, MostValues));
        }
        return found.Tree;
    }

    private SequenceTree BlockSequence(YamlMark start, bool isIndentless)
    {
        var items = ImmutableArray.CreateBuilder<DataTree>();
        while (Next == YamlTokenKind.BlockEntry)
        {
            end = scanner.Take().End.Index;
            var isEmpty =
                Next is YamlTokenKind.BlockEntry or YamlTokenKind.BlockEnd
                || isIndentless && Next is YamlTokenKind.Key or YamlTokenKind.Value;
            items.Add(isEmpty ? Empty() : Node(isBlock: true));
        }
        if (!isIndentless)
        {
            EndBlock("while parsing a block collection", start, "did not find expected '-' indicator");
        }
        return new(SpanFrom(start), items.ToImmutable());
    }

    private MappingTree BlockMapping(YamlMark start)
    {
        var entries = new YamlEntries(Diagnostics);
        while (Next is YamlTokenKind.Key or YamlTokenKind.Value)
        {
            var (key, isMerge) = ((DataTree?)null, false);
            if (Next == YamlTokenKind.Key)
            {
                end = scanner.Take().End.Index;
                isMerge = scanner.Peek() is { Kind: YamlTokenKind.Scalar, Text: "<<" };
                key = IsEmptyInBlock() ? null : Node(isBlock: true, isIndentless: true);
            }
            key ??= Empty();
            DataTree value;
            if (Next == YamlTokenKind.Value)
            {
                end = scanner.Take().End.Index;
                value = IsEmptyInBlock() ? Empty() : Node(isBlock: true, isIndentless: true);
            }
            else
            {
                value = Empty();
            }
            Add(entries, key, value, isMerge);
        }
        EndBlock("while parsing a block mapping", start, "did not find expected key");
        return new(SpanFrom(start), entries.ToImmutable());
    }

    private bool IsEmptyInBlock() =>
        Next is YamlTokenKind.Key or YamlTokenKind.Value or YamlTokenKind.BlockEnd;

    private void EndBlock(string context, YamlMark start, string problem)
    {
        if (Next != YamlTokenKind.BlockEnd)
        {
            throw new YamlFault(context, start, problem, scanner.Peek().Start);
        }
        scanner.Take();
    }

    private SequenceTree FlowSequence(YamlMark start)
    {
        var items = ImmutableArray.CreateBuilder<DataTree>();
        while (Next != YamlTokenKind.FlowSequenceEnd)
        {
            if (
                !Separated(
                    items.Count,
                    "while parsing a flow sequence",
                    start,
                    "did not find expected ',' or ']'"
                )
            )
            {
                break;
            }
            items.Add(Next == YamlTokenKind.Key ? Pair() : Node(isBlock: false));
        }
        end = scanner.Take().End.Index;
        return new(SpanFrom(start), items.ToImmutable());
    }

    /// <summary>An item such as <c>a: b</c> of a sequence in brackets: a mapping of one entry.</summary>
    private MappingTree Pair()
    {
        var start = scanner.Take().Start;
        var entries = new YamlEntries(Diagnostics);
        var isEmpty = Next is YamlTokenKind.Value or YamlTokenKind.FlowEntry or YamlTokenKind.FlowSequenceEnd;
        var key = isEmpty ? Empty() : Node(isBlock: false);
        DataTree value = Empty();
        if (Next == YamlTokenKind.Value)
        {
            scanner.Take();
            value = Next is YamlTokenKind.FlowEntry or YamlTokenKind.FlowSequenceEnd
                ? Empty()
                : Node(isBlock: false);
        }
        entries.Set(key, value);
        return new(SpanFrom(start), entries.ToImmutable());
    }

    private MappingTree FlowMapping(YamlMark start)
    {
        var entries = new YamlEntries(Diagnostics);
        var count = 0;
        while (Next != YamlTokenKind.FlowMappingEnd)
        {
            if (
                !Separated(count++, "while parsing a flow mapping", start, "did not find expected ',' or '}'")
            )
            {
                break;
            }
            var isKey = Next == YamlTokenKind.Key;
            if (isKey)
            {
                scanner.Take();
            }
            var isMerge = scanner.Peek() is { Kind: YamlTokenKind.Scalar, Text: "<<" };
            var isEmpty =
                isKey
                && Next is YamlTokenKind.Value or YamlTokenKind.FlowEntry or YamlTokenKind.FlowMappingEnd;
            var key = isEmpty ? Empty() : Node(isBlock: false);
            DataTree value = Empty();
            if (isKey && Next == YamlTokenKind.Value)
            {
                scanner.Take();
                value = Next is YamlTokenKind.FlowEntry or YamlTokenKind.FlowMappingEnd
                    ? Empty()
                    : Node(isBlock: false);
            }
            Add(entries, key, value, isMerge);
        }
        end = scanner.Take().End.Index;
        return new(SpanFrom(start), entries.ToImmutable());
    }

    /// <summary>Passes the comma before an item; false when the bracket follows it.</summary>
    private bool Separated(int count, string context, YamlMark start, string problem)
    {
        if (count == 0)
        {
            return true;
        }
        if (Next != YamlTokenKind.FlowEntry)
        {
            throw new YamlFault(context, start, problem, scanner.Peek().Start);
        }
        scanner.Take();
        return Next is not (YamlTokenKind.FlowSequenceEnd or YamlTokenKind.FlowMappingEnd);
    }

    private static void Add(YamlEntries entries, DataTree key, DataTree value, bool isMerge)
    {
        if (isMerge && Merged(value) is { } sources)
        {
            entries.Merge(sources);
        }
        else
        {
            entries.Set(key, value);
        }
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

    private Span SpanFrom(YamlMark start)
    {
        var from = Math.Min(start.Index, file.Text.Length);
        return file.At(from, Math.Clamp(end, from, file.Text.Length));
    }

    private ScalarTree ScalarOf(YamlToken scalar, string? tag)
    {
        var at = SpanOf(scalar.Start, scalar.End);
        at = at with { End = at.Start + at.Text.TrimEnd().Length };
        end = at.End;
        var value =
            tag is not null ? Tagged(scalar.Text, tag, at)
            : scalar.IsPlain ? YamlScalar.Resolve(scalar.Text)
            : scalar.Text;
        if (value is not BigInteger || keepsObjects)
        {
            var isSymbol = tag is null
                ? scalar.IsPlain && YamlScalar.IsSymbol(scalar.Text)
                : tag is "!ruby/sym" or "!ruby/symbol";
            return new(at, value) { IsSymbol = isSymbol };
        }
        const string Help = "put it in quotes to keep it as text";
        Diagnostics.Add(TextDiagnostics.InvalidYaml(at, "the integer needs more than 64 bits", Help));
        return new(at, scalar.Text);
    }

    private object? Tagged(string text, string tag, Span at)
    {
        if (tag is "!" && !keepsObjects)
        {
            return text;
        }
        if (tag is "!binary" or CoreTag + "binary")
        {
            return FromBase64(text, at);
        }
        if (tag is "!str" or CoreTag + "str" or "!ruby/string" or "!ruby/sym" or "!ruby/symbol")
        {
            return text;
        }
        if (keepsObjects && NamesObject(tag))
        {
            return text;
        }
        CheckTag(tag, at);
        var value = YamlScalar.Resolve(text);
        if (tag is not ("!float" or CoreTag + "float"))
        {
            return value;
        }
        return value switch
        {
            long number => (double)number,
            string word when double.TryParse(word, CultureInfo.InvariantCulture, out var number) => number,
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

    private void CheckTag(string? tag, YamlMark start)
    {
        if (tag is not null)
        {
            CheckTag(tag, SpanOf(start, start with { Index = start.Index + tag.Length }));
        }
    }

    /// <summary>
    /// Tags that stand for Ruby classes are refused; Psych ignores all others it does not know.
    /// </summary>
    private void CheckTag(string tag, Span at)
    {
        if (!keepsObjects && NamesObject(tag) && tag is not ("!omap" or CoreTag + "omap"))
        {
            throw new DiagnosticException(TextDiagnostics.UnsupportedTag(at, tag));
        }
    }

    private static bool NamesObject(string tag) =>
        tag.StartsWith("!ruby/", StringComparison.Ordinal)
            && tag is not ("!ruby/hash" or "!ruby/sym" or "!ruby/symbol")
        || tag is "!set" or CoreTag + "set" or "!omap" or CoreTag + "omap";
}
