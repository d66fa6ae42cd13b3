"""Given names that are one by custom, though their sounds differ, and names that are two, though theirs do not.

Each line is one name in the spellings it has in several languages; two lines are two names, so that Hussain is not
Hassan. Everyday names of Europe, and of the Muslim and Christian countries of the region.
"""

_ONE_NAME = """
william bill will willem
robert bob rob bobby
richard dick rick
james jim jimmy
margaret maggie peggy
elizabeth elisabeth liz lizzie betty beth
catherine katherine kathryn katharina cathrine kathy katie
alexander aleksandr alexandr oleksandr aleksander alejandro
alexandra aleksandra alejandra
michael mikhail mikael michail mike miguel mykhailo
michelle michaela
john johann jon johnny ivan jean johan
joan joana joanna johanna
joseph josef jose yusuf yusof yousef youssef joe pepe
charles carl karl charlie carlos carlo
carla karla
anthony antonio tony anton antony
antonia antonina
thomas tomas tom tommy tomasz
edward eduardo eddie ed
edgar edgardo
francis francisco frank francois
frances francisca francoise
stephen steven stefan steve esteban
stephanie stefania stefanie
peter pedro piotr petr pete
petra
paul pablo pavel pawel
paula paola
matthew mateo matteo matt
daniel dan danny
daniela danielle daniella
samuel sam
benjamin ben benny
jeffrey geoffrey jeff
sergei sergey serge serhii
george georg jorge
philip phillip felipe phil
nicholas nikolai nicolas nick
nicole nicola
christopher kristopher chris
christian kristian
christine kristine christina kristina cristina
julia giulia yulia
giuliana juliana
julian julien
maria mary marie mariya
mario
marina
mariana marianna
martin marten
martina
anna ana ann anne
hanna hannah
andrew andrei andrey andreas andres
andrea
angela
angelica anjelica
angelita
angelina
fernando fernand
ferdinand
fernanda
victor viktor
victoria viktoria
mohammad
mahmud mahmood mahmoud
ahmad ahmed achmad
hussein husain hossain hussain husin hosen hosein
hasan hassan
hasina haseena
osman othman usman uthman
omar umar
yunus younus yunos yunas
ali aly
amin ameen
amir ameer
karim kareem korim
kabir kobir
kamal
kamil
jamal jamaal
jamil jameel
rahman rohman
rahim raheem rohim
rahima
rashid rasheed rasyid
rasheda rashida
razak razzak
hamid hameed
hamida
hamzah hamza
salim saleem
salam
salma
salman
said saeed sayeed
saad
faisal faizal faysal
hakim hakeem
hafiz hafeez hafidz
fatima fatimah fatema
fatihah
farida fareeda
nasrin nasreen
nasima naseema
rosmah
rosnah
ibrahim ebrahim
ismail esmail
islam eslam
"""
_FIRST_OF = {spelled: line.split()[0] for line in _ONE_NAME.split("\n") if line for spelled in line.split()}


def one_by_custom(p: str, q: str) -> bool | None:
    """Whether two names are one: true, false, or None where a list of names does not know both."""
    one, other = _FIRST_OF.get(p), _FIRST_OF.get(q)
    return one == other if one and other else None
