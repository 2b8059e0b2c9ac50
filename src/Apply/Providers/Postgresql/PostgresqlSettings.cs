using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>The attribute <c>connect_settings</c>: variables of the process that asks the server.</summary>
internal static class PostgresqlSettings
{
    public static void Add(Resource desired, Dictionary<string, string> variables)
    {
        var settings = desired["connect_settings"] is SensitiveValue secret
            ? secret.Inner
            : desired["connect_settings"];
        if (settings is HashValue hash)
        {
            foreach (var (name, value) in hash.Entries)
            {
                variables[name.ToString()] = value is SensitiveValue hidden
                    ? hidden.Inner.ToString()
                    : value.ToString();
            }
        }
    }
}
