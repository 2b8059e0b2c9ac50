namespace Bunraku.Model;

/// <summary>A resource whose attributes are being brought to their canonical form.</summary>
/// <param name="more">How many attributes are likely to be added.</param>
public sealed class ResourceDraft(Resource start, int more)
{
    private readonly List<KeyValuePair<string, Value>> parameters = new(start.Parameters.Length + more + 2);

    public ResourceReference Reference => start.Reference;

    /// <summary>The value set so far, or null; setting a name again replaces its value in place.</summary>
    public Value? this[string name]
    {
        get
        {
            var at = IndexOf(name);
            return at < 0 ? null : parameters[at].Value;
        }
        set
        {
            var at = IndexOf(name);
            if (value is null)
            {
                if (at >= 0)
                {
                    parameters.RemoveAt(at);
                }
            }
            else if (at < 0)
            {
                parameters.Add(new(name, value));
            }
            else
            {
                parameters[at] = new(name, value);
            }
        }
    }

    public bool Has(string name) => IndexOf(name) >= 0;

    /// <summary>The text of an attribute, secrets opened, or null when it is not set.</summary>
    public string? Text(string name) =>
        this[name] switch
        {
            null => null,
            SensitiveValue secret => secret.Inner.ToString(),
            var value => value.ToString(),
        };

    public Resource ToResource() => start with { Parameters = [.. parameters] };

    private int IndexOf(string name)
    {
        for (var i = 0; i < parameters.Count; i++)
        {
            if (parameters[i].Key == name)
            {
                return i;
            }
        }
        return -1;
    }
}
