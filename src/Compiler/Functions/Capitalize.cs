namespace Bunraku.Compiler;

internal sealed class Capitalize() : TextFunction("capitalize")
{
    public override string Doc =>
        """
            Makes the first letter of a string upper case and all others lower case.

                'hello World'.capitalize # => 'Hello world'
                ['ab', 'CD'].capitalize # => ['Ab', 'Cd']
            """;

    protected override string Change(string text) => Characters.Capitalize(text);
}
