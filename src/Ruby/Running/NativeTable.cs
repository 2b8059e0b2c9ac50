namespace Bunraku.Ruby;

/// <summary>The native methods of a class, made when the first of them is looked for.</summary>
internal sealed class NativeTable(Action<NativeTable> fill)
{
    private readonly Lock gate = new();
    private Dictionary<string, (int Least, int Most, NativeBody Body, Visibility Visibility)>? methods;

    public IEnumerable<string> Names => Filled().Keys;

    private Dictionary<string, (int, int, NativeBody, Visibility)> Filled()
    {
        if (methods is null)
        {
            lock (gate)
            {
                if (methods is null)
                {
                    filling = [];
                    fill(this);
                    methods = filling;
                }
            }
        }
        return methods;
    }

    private Dictionary<string, (int, int, NativeBody, Visibility)> filling = [];

    /// <summary>A method with so many arguments; a negative number -n means n-1 or more.</summary>
    public void On(string name, int arity, NativeBody body) =>
        On(name, arity < 0 ? -arity - 1 : arity, arity < 0 ? int.MaxValue : arity, body);

    public void On(string name, int least, int most, NativeBody body) =>
        filling[name] = (least, most, body, Visibility.Public);

    public void Hidden(string name, int least, int most, NativeBody body) =>
        filling[name] = (least, most, body, Visibility.Private);

    /// <summary>Methods that give an iteration when they are called without a block.</summary>
    private static readonly HashSet<string> Iterators =
    [
        "map!",
        "collect!",
        "select!",
        "filter!",
        "reject!",
        "sort_by!",
        "each_index",
        "each_key",
        "each_value",
        "each_entry",
        "cycle",
        "with_index",
        "with_object",
        "flat_map",
        "filter_map",
        "group_by",
        "min_by",
        "max_by",
        "each_with_object",
        "take_while",
        "drop_while",
        "transform_values",
        "transform_keys",
        "delete_if",
        "keep_if",
        "find_all",
        "filter",
    ];

    /// <summary>Another name for a method.</summary>
    public void Alias(string name, string old) => filling[name] = filling[old];

    public RubyMethod? Find(string name, RubyModule owner)
    {
        if (!Filled().TryGetValue(name, out var known))
        {
            return null;
        }
        var (least, most, body, visibility) = known;
        return new NativeMethod(name, owner, least, most, body, Iterators.Contains(name))
        {
            Visibility = visibility,
        };
    }
}
