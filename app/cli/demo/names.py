"""Names of the demonstration's customers, by the country of the store."""


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


FIRST_NAMES = {
    "LU": _words(
        "Anne Carlo Chantal Claude Danielle Emma Fabienne Félix Georges Hugo Isabelle "
        "Jean Joana Jos Julie Laurent Léa Lena Liz Luc Manon Marc Marie Martine Mateus "
        "Max Michèle Nadine Nico Noah Patrick Paul Pedro Pit Raphaël Romain Sandra Sofia "
        "Sophie Steve Tania Tom"
    ),
    "GB": _words(
        "Adam Aisha Alice Amelia Andrew Ben Charlotte Chloe Daniel David Edward Eleanor "
        "Emily Fatima Finn George Grace Hannah Harry Imogen Jack James Kate Leah Lewis "
        "Lucy Mia Mohammed Nia Oliver Oscar Poppy Rachel Rhys Rosie Ruth Samuel Sarah "
        "Thomas Victoria Zara"
    ),
}
LAST_NAMES = {
    "LU": _words(
        "Bauer Becker Biver Braun Dias Dupont Ernster Faber Ferreira Feller Funck Goergen "
        "Hansen Heinen Hoffmann Jung Kayser Kieffer Klein Koch Kremer Lopes Majerus "
        "Martins Meyer Muller Olinger Pereira Peters Reding Reuter Santos Schmit "
        "Schneider Schroeder Simon Steffen Theisen Thill Wagner Weber Weis Welter Wolff "
        "Zimmer"
    ),
    "GB": _words(
        "Ahmed Allen Baker Bell Bennett Brown Campbell Carter Chapman Clark Cole Cook "
        "Davies Evans Fletcher Foster Grant Green Hall Harris Hill Hughes Jackson Jones "
        "Kaur Khan King Lee Mason Mitchell Moore Morgan Murphy Patel Price Reid Roberts "
        "Scott Shah Stewart Taylor Turner Walker Ward Watson White Wood Wright Young"
    ),
}
