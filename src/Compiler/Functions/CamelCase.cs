namespace Bunraku.Compiler;

internal sealed class CamelCase() : TextFunction("camelcase")
{
    public override string Doc =>
        """
            Joins the words between underscores, each capitalised.

                'foo_bar_baz'.camelcase # => 'FooBarBaz'
                'fOO'.camelcase # => 'Foo'
            """;

    protected override string Change(string text)
    {
        var words = text.Split('_');
        for (var i = 0; i < words.Length; i++)
        {
            words[i] = Characters.Capitalize(words[i]);
        }
        return string.Concat(words);
    }
}
