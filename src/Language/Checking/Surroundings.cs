namespace Bunraku.Language;

/// <summary>What an expression stands directly in, as far as definitions care.</summary>
internal enum Surroundings
{
    Other,

    /// <summary>Alone in a file.</summary>
    TopLevel,

    /// <summary>For a block: it is the file's.</summary>
    Program,

    /// <summary>For a block: it is a class's body.</summary>
    Class,

    /// <summary>One of the statements of a file.</summary>
    ProgramBlock,

    /// <summary>One of the statements of a class.</summary>
    ClassBlock,

    /// <summary>One of the statements of anything else.</summary>
    Block,
}
