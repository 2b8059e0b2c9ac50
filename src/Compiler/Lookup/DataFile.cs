using System.Collections.Frozen;
using System.Collections.Immutable;
using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Compiler;

/// <summary>
/// A data file as read: its keys, each with value and place; or the reason why it cannot be used.
/// </summary>
internal sealed class DataFile
{
    private readonly FrozenDictionary<string, DataEntry> entries;

    public DataFile(
        SourceFile source,
        MappingTree? tree,
        Diagnostic? failure,
        ImmutableArray<Diagnostic> remarks
    )
    {
        Source = source;
        Failure = failure;
        Remarks = remarks;
        IsBlank = tree is null;
        var found = new Dictionary<string, DataEntry>();
        foreach (var (key, value) in tree?.Entries ?? [])
        {
            if (key is ScalarTree { Value: string name })
            {
                found[name] = new DataEntry(key.Span, value, ValueTree.ToValue(value));
            }
        }
        entries = found.ToFrozenDictionary();
        Keys = [.. found.Keys];
    }

    public SourceFile Source { get; }

    /// <summary>Why the file is of no use, or null.</summary>
    public Diagnostic? Failure { get; }

    /// <summary>What else the reader has to say about it.</summary>
    public ImmutableArray<Diagnostic> Remarks { get; }

    /// <summary>In source order.</summary>
    public ImmutableArray<string> Keys { get; }

    /// <summary>Whether there is no hash in it at all, not even an empty one.</summary>
    public bool IsBlank { get; }

    public DataEntry? Find(string key) => entries.GetValueOrDefault(key);
}

/// <summary>A key of a data file with its value, not interpolated.</summary>
internal sealed class DataEntry(Span place, DataTree tree, Value value)
{
    /// <summary>Where the key stands.</summary>
    public Span Place => place;

    public Value Value => value;

    /// <summary>
    /// Whether the value has anything to interpolate; most have not, and are used as they are.
    /// </summary>
    public bool HasInterpolation { get; } = Interpolation.IsIn(value);

    /// <summary>The type of a value that is no data, or null.</summary>
    public string? OddType { get; } =
        tree is ScalarTree { IsSymbol: true } ? "Runtime[ruby, 'Symbol']"
        : BuiltInTypes.RichData.IsInstance(value) && !HasSymbol(tree) ? null
        : TypeInference.Reduced(value).ToString();

    /// <summary>The place of a string inside the value, as nearly as it can be told.</summary>
    public Span PlaceOf(string text) => Find(tree, text) ?? place;

    private static bool HasSymbol(DataTree tree) =>
        tree switch
        {
            ScalarTree scalar => scalar.IsSymbol,
            SequenceTree sequence => sequence.Items.Any(HasSymbol),
            MappingTree mapping => mapping.Entries.Any(entry => HasSymbol(entry.Value)),
            _ => false,
        };

    private static Span? Find(DataTree tree, string text) =>
        tree switch
        {
            ScalarTree { Value: string found } when found == text => tree.Span,
            SequenceTree sequence => sequence
                .Items.Select(item => Find(item, text))
                .FirstOrDefault(s => s != null),
            MappingTree mapping => mapping
                .Entries.Select(entry => Find(entry.Key, text) ?? Find(entry.Value, text))
                .FirstOrDefault(span => span != null),
            _ => null,
        };
}
