<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr" sourcelanguage="en">
    <context>
        <name>AccountColumns</name>
        <message>
            <source>%1, stuck</source>
            <translation>%1, bloqué</translation>
        </message>
        <message>
            <source>payment</source>
            <translation>paiement</translation>
        </message>
        <message>
            <source>funds in</source>
            <translation>dépôt</translation>
        </message>
        <message>
            <source>funds out</source>
            <translation>retrait</translation>
        </message>
        <message>
            <source>settlement</source>
            <translation>règlement</translation>
        </message>
        <message>
            <source>Position</source>
            <translation>Position</translation>
        </message>
        <message>
            <source>Settlement</source>
            <translation>Règlement</translation>
        </message>
        <message>
            <source>Hub reconciliation</source>
            <translation>Rapprochement du hub</translation>
        </message>
        <message>
            <source>Hub multilateral</source>
            <translation>Multilatéral du hub</translation>
        </message>
        <message>
            <source>Interchange fee</source>
            <translation>Commission d’interchange</translation>
        </message>
        <message>
            <source>Fee settlement</source>
            <translation>Règlement des commissions</translation>
        </message>
        <message>
            <source>held</source>
            <translation>détenu</translation>
        </message>
        <message>
            <source>overdrawn</source>
            <translation>à découvert</translation>
        </message>
        <message>
            <source>is owed</source>
            <translation>à recevoir</translation>
        </message>
        <message>
            <source>owes</source>
            <translation>doit</translation>
        </message>
        <message>
            <source>above its cap</source>
            <translation>au-dessus du plafond</translation>
        </message>
        <message>
            <source>cap above funds</source>
            <translation>plafond &gt; fonds</translation>
        </message>
        <message>
            <source>alarm</source>
            <translation>alarme</translation>
        </message>
        <message>
            <source>in order</source>
            <translation>en ordre</translation>
        </message>
        <message>
            <source>Participant</source>
            <translation>Participant</translation>
        </message>
        <message>
            <source>Cur</source>
            <translation>Dev.</translation>
        </message>
        <message>
            <source>Account</source>
            <translation>Compte</translation>
        </message>
        <message>
            <source>Value</source>
            <translation>Valeur</translation>
        </message>
        <message>
            <source>Means</source>
            <translation>Sens</translation>
        </message>
        <message>
            <source>Cap</source>
            <translation>Plafond</translation>
        </message>
        <message>
            <source>Used</source>
            <translation>Utilisé</translation>
        </message>
        <message>
            <source>Headroom</source>
            <translation>Marge</translation>
        </message>
        <message>
            <source>Funds held</source>
            <translation>Fonds détenus</translation>
        </message>
        <message>
            <source>Check</source>
            <translation>Contrôle</translation>
        </message>
        <message>
            <source>State</source>
            <translation>État</translation>
        </message>
        <message>
            <source>Reserved</source>
            <translation>Réservé</translation>
        </message>
        <message>
            <source>Alarm left</source>
            <translation>Alarme à</translation>
        </message>
        <message>
            <source>Cap / funds, %</source>
            <translation>Plafond / fonds, %</translation>
        </message>
        <message>
            <source>Id</source>
            <translation>Id</translation>
        </message>
        <message>
            <source>Changed (UTC)</source>
            <translation>Modifié (UTC)</translation>
        </message>
        <message>
            <source>Recorded (UTC)</source>
            <translation>Enregistré (UTC)</translation>
        </message>
        <message>
            <source>Way</source>
            <translation>Sens</translation>
        </message>
        <message>
            <source>out</source>
            <translation>sortie</translation>
        </message>
        <message>
            <source>in</source>
            <translation>entrée</translation>
        </message>
        <message>
            <source>Amount</source>
            <translation>Montant</translation>
        </message>
        <message>
            <source>Under way for</source>
            <translation>En cours depuis</translation>
        </message>
        <message>
            <source>Bank reference</source>
            <translation>Référence bancaire</translation>
        </message>
        <message>
            <source>Transfer</source>
            <translation>Transfert</translation>
        </message>
        <message>
            <source>At (UTC)</source>
            <translation>À (UTC)</translation>
        </message>
        <message>
            <source>What</source>
            <translation>Quoi</translation>
        </message>
        <message>
            <source>With</source>
            <translation>Avec</translation>
        </message>
        <message>
            <source>Change</source>
            <translation>Variation</translation>
        </message>
        <message>
            <source>Value after (wire sign)</source>
            <translation>Valeur après (signe brut)</translation>
        </message>
        <message>
            <source>Cap kept at</source>
            <translation>Plafond tenu à</translation>
        </message>
        <message>
            <source>%1 of funds</source>
            <translation>%1 des fonds</translation>
        </message>
    </context>
    <context>
        <name>AlertColumns</name>
        <message>
            <source>firing</source>
            <translation>active</translation>
        </message>
        <message>
            <source>acknowledged</source>
            <translation>vue</translation>
        </message>
        <message>
            <source>resolved</source>
            <translation>terminée</translation>
        </message>
        <message>
            <source>little of the cap is left</source>
            <translation>il reste peu du plafond</translation>
        </message>
        <message>
            <source>cap changed</source>
            <translation>plafond modifié</translation>
        </message>
        <message>
            <source>position moved by settlement</source>
            <translation>position modifiée par un règlement</translation>
        </message>
        <message>
            <source>the disk takes no writes</source>
            <translation>le disque n’accepte plus d’écriture</translation>
        </message>
        <message>
            <source>the disk is nearly full</source>
            <translation>le disque est presque plein</translation>
        </message>
        <message>
            <source>%1 % left</source>
            <translation>reste %1 %</translation>
        </message>
        <message>
            <source>Alert</source>
            <translation>Alerte</translation>
        </message>
        <message>
            <source>State</source>
            <translation>État</translation>
        </message>
        <message>
            <source>Severity</source>
            <translation>Gravité</translation>
        </message>
        <message>
            <source>What</source>
            <translation>Quoi</translation>
        </message>
        <message>
            <source>Who</source>
            <translation>Qui</translation>
        </message>
        <message>
            <source>Cur</source>
            <translation>Dev.</translation>
        </message>
        <message>
            <source>Value</source>
            <translation>Valeur</translation>
        </message>
        <message>
            <source>Since (UTC)</source>
            <translation>Depuis (UTC)</translation>
        </message>
        <message>
            <source>Last (UTC)</source>
            <translation>Dernière (UTC)</translation>
        </message>
        <message>
            <source>Times</source>
            <translation>Fois</translation>
        </message>
        <message>
            <source>Seen by</source>
            <translation>Vue par</translation>
        </message>
    </context>
    <context>
        <name>CallbackColumns</name>
        <message>
            <source>Transfers</source>
            <translation>Transferts</translation>
        </message>
        <message>
            <source>Quotes</source>
            <translation>Cotations</translation>
        </message>
        <message>
            <source>Parties</source>
            <translation>Parties</translation>
        </message>
        <message>
            <source>Directory</source>
            <translation>Annuaire</translation>
        </message>
        <message>
            <source>Requests</source>
            <translation>Demandes</translation>
        </message>
        <message>
            <source>Bulk</source>
            <translation>Lots</translation>
        </message>
        <message>
            <source>missing</source>
            <translation>manque</translation>
        </message>
        <message>
            <source>paused</source>
            <translation>en pause</translation>
        </message>
        <message>
            <source>failing</source>
            <translation>échoue</translation>
        </message>
        <message>
            <source>%1 failing</source>
            <translation>%1 en échec</translation>
        </message>
        <message>
            <source>%1 missing</source>
            <translation>%1 manquent</translation>
        </message>
        <message>
            <source>inherited</source>
            <translation>héritée</translation>
        </message>
        <message>
            <source>set</source>
            <translation>fixée</translation>
        </message>
        <message>
            <source>catching up</source>
            <translation>rattrape</translation>
        </message>
        <message>
            <source>no address</source>
            <translation>sans adresse</translation>
        </message>
        <message>
            <source>down</source>
            <translation>hors service</translation>
        </message>
        <message>
            <source>trying again</source>
            <translation>nouvel essai</translation>
        </message>
        <message>
            <source>inactive</source>
            <translation>inactif</translation>
        </message>
        <message>
            <source>delivering</source>
            <translation>livre</translation>
        </message>
        <message>
            <source>not set</source>
            <translation>non fixée</translation>
        </message>
        <message>
            <source>everything else</source>
            <translation>tout le reste</translation>
        </message>
        <message>
            <source>%1 after a deletion</source>
            <translation>%1 après une suppression</translation>
        </message>
        <message>
            <source>The address is missing.</source>
            <translation>L&apos;adresse manque.</translation>
        </message>
        <message>
            <source>An address begins with http:// or https://.</source>
            <translation>Une adresse commence par http:// ou https://.</translation>
        </message>
        <message>
            <source>The address has no valid host and port.</source>
            <translation>L&apos;adresse n&apos;a pas d&apos;hôte et de port valables.</translation>
        </message>
        <message>
            <source>An address has no user name or password.</source>
            <translation>Une adresse ne contient ni nom d&apos;utilisateur ni mot de passe.</translation>
        </message>
        <message>
            <source>The address has a character that must be percent-encoded.</source>
            <translation>L&apos;adresse contient un caractère à encoder avec %.</translation>
        </message>
        <message>
            <source>An address has no part after #.</source>
            <translation>Une adresse n&apos;a pas de partie après #.</translation>
        </message>
        <message>
            <source>A placeholder is not closed by }}.</source>
            <translation>Un champ n&apos;est pas fermé par }}.</translation>
        </message>
        <message>
            <source>These messages do not have that placeholder.</source>
            <translation>Ces messages n&apos;ont pas ce champ.</translation>
        </message>
        <message>
            <source>The host name is not found: check the address.</source>
            <translation>Le nom d&apos;hôte est introuvable : vérifiez l&apos;adresse.</translation>
        </message>
        <message>
            <source>Nobody answers at this address: the DFSP looks at its server or firewall.</source>
            <translation>Personne ne répond à cette adresse : le DFSP vérifie son serveur ou son pare-feu.</translation>
        </message>
        <message>
            <source>The TLS certificate is not accepted: the DFSP renews it, or the hub trusts its authority.</source>
            <translation>Le certificat TLS n&apos;est pas accepté : le DFSP le renouvelle, ou le hub reconnaît son autorité.</translation>
        </message>
        <message>
            <source>The DFSP did not answer in time.</source>
            <translation>Le DFSP n&apos;a pas répondu à temps.</translation>
        </message>
        <message>
            <source>The hub&apos;s address policy forbids this address.</source>
            <translation>La politique d&apos;adresses du hub interdit cette adresse.</translation>
        </message>
        <message>
            <source>The server redirects, which the hub never follows: correct the address.</source>
            <translation>Le serveur redirige, ce que le hub ne suit jamais : corrigez l&apos;adresse.</translation>
        </message>
        <message>
            <source>The DFSP answered with an error status.</source>
            <translation>Le DFSP a répondu par un statut d&apos;erreur.</translation>
        </message>
        <message>
            <source>The connection broke before the answer.</source>
            <translation>La connexion a été coupée avant la réponse.</translation>
        </message>
        <message>
            <source>The answer is not valid HTTP.</source>
            <translation>La réponse n&apos;est pas du HTTP valable.</translation>
        </message>
        <message>
            <source>There is no address for these messages.</source>
            <translation>Il n&apos;y a pas d&apos;adresse pour ces messages.</translation>
        </message>
        <message>
            <source>The address is not a URL.</source>
            <translation>L&apos;adresse n&apos;est pas une URL.</translation>
        </message>
        <message>
            <source>Tried for the whole time that messages live.</source>
            <translation>Essayé pendant toute la durée de vie des messages.</translation>
        </message>
        <message>
            <source>%1 answers, status %2 after %3.</source>
            <translation>%1 répond, statut %2 après %3.</translation>
        </message>
        <message>
            <source> (status %1)</source>
            <translation> (statut %1)</translation>
        </message>
        <message>
            <source>%1 after %2: %3%4</source>
            <translation>%1 après %2 : %3%4</translation>
        </message>
        <message>
            <source>Participant</source>
            <translation>Participant</translation>
        </message>
        <message>
            <source>Deliveries</source>
            <translation>Livraisons</translation>
        </message>
        <message>
            <source>Waiting</source>
            <translation>En attente</translation>
        </message>
        <message>
            <source>Oldest</source>
            <translation>Plus ancien</translation>
        </message>
        <message>
            <source>Given up</source>
            <translation>Abandonnés</translation>
        </message>
        <message>
            <source>State</source>
            <translation>État</translation>
        </message>
        <message>
            <source>Message</source>
            <translation>Message</translation>
        </message>
        <message>
            <source>Address</source>
            <translation>Adresse</translation>
        </message>
        <message>
            <source>Delivered</source>
            <translation>Livrés</translation>
        </message>
        <message>
            <source>Failed</source>
            <translation>Échecs</translation>
        </message>
        <message>
            <source>Last success</source>
            <translation>Dernier succès</translation>
        </message>
        <message>
            <source>Last failure</source>
            <translation>Dernier échec</translation>
        </message>
        <message>
            <source>Given up (UTC)</source>
            <translation>Abandonné (UTC)</translation>
        </message>
        <message>
            <source>Transfer</source>
            <translation>Transfert</translation>
        </message>
        <message>
            <source>Attempts</source>
            <translation>Tentatives</translation>
        </message>
        <message>
            <source>First queued (UTC)</source>
            <translation>Mis en file (UTC)</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>Raison</translation>
        </message>
        <message>
            <source>Time (UTC)</source>
            <translation>Heure (UTC)</translation>
        </message>
        <message>
            <source>Attempt</source>
            <translation>Tentative</translation>
        </message>
        <message>
            <source>Status</source>
            <translation>Statut</translation>
        </message>
        <message>
            <source>Took</source>
            <translation>Durée</translation>
        </message>
    </context>
    <context>
        <name>CapForm</name>
        <message>
            <source>How the cap is given</source>
            <translation>Façon de donner le plafond</translation>
        </message>
        <message>
            <source>Set to an amount</source>
            <translation>Fixer à un montant</translation>
        </message>
        <message>
            <source>Raise by an amount</source>
            <translation>Augmenter d’un montant</translation>
        </message>
        <message>
            <source>Lower by an amount</source>
            <translation>Baisser d’un montant</translation>
        </message>
        <message>
            <source>Percent of the funds held</source>
            <translation>Pourcentage des fonds détenus</translation>
        </message>
        <message>
            <source>New cap, %1</source>
            <translation>Nouveau plafond, %1</translation>
        </message>
        <message>
            <source>Given as</source>
            <translation>Donné comme</translation>
        </message>
        <message>
            <source>An exact amount is needed.</source>
            <translation>Un montant exact est nécessaire.</translation>
        </message>
        <message>
            <source>This comes to no cap.</source>
            <translation>Cela ne donne aucun plafond.</translation>
        </message>
        <message>
            <source>This is the cap that is set already.</source>
            <translation>C’est le plafond déjà fixé.</translation>
        </message>
        <message>
            <source>Cap before %1, after %2.</source>
            <translation>Plafond avant %1, après %2.</translation>
        </message>
        <message>
            <source>The position is above this cap: every payment out is refused until it falls.</source>
            <translation>La position dépasse ce plafond : tout paiement sortant est refusé jusqu’à ce qu’elle baisse.</translation>
        </message>
        <message>
            <source>Headroom after this: %1.</source>
            <translation>Marge ensuite : %1.</translation>
        </message>
        <message>
            <source>The cap is then above the funds held, %1.</source>
            <translation>Le plafond dépasse alors les fonds détenus, %1.</translation>
        </message>
        <message>
            <source>Follows the funds held, percent</source>
            <translation>Suit les fonds détenus, pourcentage</translation>
        </message>
        <message>
            <source>The hub sets it anew whenever the funds held change.</source>
            <translation>Le hub le recalcule chaque fois que les fonds détenus changent.</translation>
        </message>
        <message>
            <source>It no longer follows the funds held.</source>
            <translation>Il ne suit plus les fonds détenus.</translation>
        </message>
    </context>
    <context>
        <name>Columns</name>
        <message>
            <source>ok</source>
            <translation>bon</translation>
        </message>
        <message>
            <source>degraded</source>
            <translation>dégradé</translation>
        </message>
        <message>
            <source>down</source>
            <translation>arrêté</translation>
        </message>
        <message>
            <source>closed</source>
            <translation>fermé</translation>
        </message>
        <message>
            <source>half open</source>
            <translation>à demi ouvert</translation>
        </message>
        <message>
            <source>open</source>
            <translation>ouvert</translation>
        </message>
        <message>
            <source>queued</source>
            <translation>en file</translation>
        </message>
        <message>
            <source>delivered</source>
            <translation>livré</translation>
        </message>
        <message>
            <source>retrying</source>
            <translation>nouvel essai</translation>
        </message>
        <message>
            <source>dead letter</source>
            <translation>lettre morte</translation>
        </message>
        <message>
            <source>payment</source>
            <translation>paiement</translation>
        </message>
        <message>
            <source>funds in</source>
            <translation>entrée de fonds</translation>
        </message>
        <message>
            <source>funds out</source>
            <translation>sortie de fonds</translation>
        </message>
        <message>
            <source>settlement</source>
            <translation>règlement</translation>
        </message>
        <message>
            <source>Participant</source>
            <translation>Participant</translation>
        </message>
        <message>
            <source>Cur</source>
            <translation>Dev</translation>
        </message>
        <message>
            <source>Position (+ owes)</source>
            <translation>Position (+ doit)</translation>
        </message>
        <message>
            <source>Reserved</source>
            <translation>Réservé</translation>
        </message>
        <message>
            <source>Cap</source>
            <translation>Plafond</translation>
        </message>
        <message>
            <source>Used</source>
            <translation>Utilisé</translation>
        </message>
        <message>
            <source>Headroom</source>
            <translation>Marge</translation>
        </message>
        <message>
            <source>Held</source>
            <translation>Détenu</translation>
        </message>
        <message>
            <source>Last 15 min</source>
            <translation>15 dern. min</translation>
        </message>
        <message>
            <source>State</source>
            <translation>État</translation>
        </message>
        <message>
            <source>Received (UTC)</source>
            <translation>Reçu (UTC)</translation>
        </message>
        <message>
            <source>Transfer</source>
            <translation>Transfert</translation>
        </message>
        <message>
            <source>Payer</source>
            <translation>Payeur</translation>
        </message>
        <message>
            <source>Payee</source>
            <translation>Bénéficiaire</translation>
        </message>
        <message>
            <source>Amount</source>
            <translation>Montant</translation>
        </message>
        <message>
            <source>Latency</source>
            <translation>Latence</translation>
        </message>
        <message>
            <source>Error</source>
            <translation>Erreur</translation>
        </message>
        <message>
            <source>Window</source>
            <translation>Fenêtre</translation>
        </message>
        <message>
            <source>Kind</source>
            <translation>Genre</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Nom</translation>
        </message>
        <message>
            <source>Currencies</source>
            <translation>Devises</translation>
        </message>
        <message>
            <source>Cap used, worst</source>
            <translation>Plafond utilisé, pire</translation>
        </message>
        <message>
            <source>Accounts</source>
            <translation>Comptes</translation>
        </message>
        <message>
            <source>Endpoints</source>
            <translation>Adresses</translation>
        </message>
        <message>
            <source>Last transfer (UTC)</source>
            <translation>Dernier transfert (UTC)</translation>
        </message>
        <message>
            <source>Created (UTC)</source>
            <translation>Créé (UTC)</translation>
        </message>
        <message>
            <source>Account</source>
            <translation>Compte</translation>
        </message>
        <message>
            <source>Id</source>
            <translation>Id</translation>
        </message>
        <message>
            <source>Value (wire sign)</source>
            <translation>Valeur (signe du fil)</translation>
        </message>
        <message>
            <source>Changed (UTC)</source>
            <translation>Modifié (UTC)</translation>
        </message>
        <message>
            <source>Net debit cap</source>
            <translation>Plafond de débit net</translation>
        </message>
        <message>
            <source>Alarm when left</source>
            <translation>Alarme s’il reste</translation>
        </message>
        <message>
            <source>Type</source>
            <translation>Type</translation>
        </message>
        <message>
            <source>Address</source>
            <translation>Adresse</translation>
        </message>
        <message>
            <source>Service</source>
            <translation>Service</translation>
        </message>
        <message>
            <source>Probe</source>
            <translation>Sonde</translation>
        </message>
        <message>
            <source>Detail</source>
            <translation>Détail</translation>
        </message>
        <message>
            <source>Queue</source>
            <translation>File</translation>
        </message>
        <message>
            <source>Length</source>
            <translation>Longueur</translation>
        </message>
        <message>
            <source>Bound</source>
            <translation>Borne</translation>
        </message>
        <message>
            <source>Full</source>
            <translation>Remplie</translation>
        </message>
        <message>
            <source>Breaker</source>
            <translation>Disjoncteur</translation>
        </message>
        <message>
            <source>Queued</source>
            <translation>En file</translation>
        </message>
        <message>
            <source>In flight</source>
            <translation>En vol</translation>
        </message>
        <message>
            <source>Delivered</source>
            <translation>Livrés</translation>
        </message>
        <message>
            <source>Failed</source>
            <translation>Échoués</translation>
        </message>
        <message>
            <source>Dead letters</source>
            <translation>Lettres mortes</translation>
        </message>
        <message>
            <source>Next try</source>
            <translation>Prochain essai</translation>
        </message>
        <message>
            <source>Destination</source>
            <translation>Destination</translation>
        </message>
        <message>
            <source>Last error</source>
            <translation>Dernière erreur</translation>
        </message>
        <message>
            <source>Check</source>
            <translation>Contrôle</translation>
        </message>
        <message>
            <source>Result</source>
            <translation>Résultat</translation>
        </message>
        <message>
            <source>holds</source>
            <translation>tient</translation>
        </message>
        <message>
            <source>broken</source>
            <translation>rompu</translation>
        </message>
        <message>
            <source>At (UTC)</source>
            <translation>À (UTC)</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>Motif</translation>
        </message>
        <message>
            <source>Before</source>
            <translation>Avant</translation>
        </message>
        <message>
            <source>After</source>
            <translation>Après</translation>
        </message>
        <message>
            <source>Change</source>
            <translation>Changement</translation>
        </message>
        <message>
            <source>Receiver</source>
            <translation>Destinataire</translation>
        </message>
        <message>
            <source>Operation</source>
            <translation>Opération</translation>
        </message>
        <message>
            <source>Tries</source>
            <translation>Essais</translation>
        </message>
        <message>
            <source>Last answer</source>
            <translation>Dernière réponse</translation>
        </message>
        <message>
            <source>Kept at</source>
            <translation>Tenu à</translation>
        </message>
        <message>
            <source>%1 of the funds held</source>
            <translation>%1 des fonds détenus</translation>
        </message>
        <message>
            <source>a fixed amount</source>
            <translation>un montant fixe</translation>
        </message>
        <message>
            <source>Role</source>
            <translation>Rôle</translation>
        </message>
        <message>
            <source>E-mail</source>
            <translation>Courriel</translation>
        </message>
        <message>
            <source>Telephone</source>
            <translation>Téléphone</translation>
        </message>
        <message>
            <source>Why</source>
            <translation>Pourquoi</translation>
        </message>
    </context>
    <context>
        <name>FileAccess</name>
        <message>
            <source>The file has more than %1 MiB.</source>
            <translation>Le fichier dépasse %1 Mio.</translation>
        </message>
    </context>
    <context>
        <name>FilterExpression</name>
        <message>
            <source>a word or a field is expected here</source>
            <translation>un mot ou un champ est attendu ici</translation>
        </message>
        <message>
            <source>there is no field “%1”</source>
            <translation>il n’y a pas de champ « %1 »</translation>
        </message>
        <message>
            <source>something must follow “&amp;&amp;”</source>
            <translation>quelque chose doit suivre « &amp;&amp; »</translation>
        </message>
        <message>
            <source>a value is expected here</source>
            <translation>une valeur est attendue ici</translation>
        </message>
        <message>
            <source>“{” is expected after “in”</source>
            <translation>« { » est attendu après « in »</translation>
        </message>
        <message>
            <source>“}” is missing</source>
            <translation>« } » manque</translation>
        </message>
        <message>
            <source>too many conditions</source>
            <translation>trop de conditions</translation>
        </message>
    </context>
    <context>
        <name>FinaliseWords</name>
        <message>
            <source>done</source>
            <translation>fait</translation>
        </message>
        <message>
            <source>to do</source>
            <translation>à faire</translation>
        </message>
        <message>
            <source>Participant</source>
            <translation>Participant</translation>
        </message>
        <message>
            <source>Cur</source>
            <translation>Dev.</translation>
        </message>
        <message>
            <source>Pays (+)</source>
            <translation>Paie (+)</translation>
        </message>
        <message>
            <source>Expected balance</source>
            <translation>Solde attendu</translation>
        </message>
        <message>
            <source>Bank&apos;s balance</source>
            <translation>Solde de la banque</translation>
        </message>
        <message>
            <source>Difference</source>
            <translation>Écart</translation>
        </message>
        <message>
            <source>Cap now</source>
            <translation>Plafond actuel</translation>
        </message>
        <message>
            <source>Cap after</source>
            <translation>Plafond ensuite</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>Fait</translation>
        </message>
        <message>
            <source>Step of finalising</source>
            <translation>Étape de la finalisation</translation>
        </message>
        <message>
            <source>settlement id in file = selected settlement</source>
            <translation>numéro de règlement du fichier = règlement choisi</translation>
        </message>
        <message>
            <source>transfers sum to zero per currency</source>
            <translation>la somme des transferts est nulle par devise</translation>
        </message>
        <message>
            <source>each transfer = net settlement amount</source>
            <translation>chaque transfert = montant net du règlement</translation>
        </message>
        <message>
            <source>new bank balance = old liquidity + transfer</source>
            <translation>nouveau solde bancaire = ancienne liquidité + transfert</translation>
        </message>
        <message>
            <source>every settlement account present</source>
            <translation>chaque compte du règlement est présent</translation>
        </message>
        <message>
            <source>no extra accounts</source>
            <translation>aucun compte en trop</translation>
        </message>
        <message>
            <source>account id exists in switch</source>
            <translation>le numéro de compte existe dans le hub</translation>
        </message>
        <message>
            <source>participant id + account id + name agree</source>
            <translation>numéro de participant, de compte et nom concordent</translation>
        </message>
        <message>
            <source>account type is POSITION</source>
            <translation>le type de compte est POSITION</translation>
        </message>
        <message>
            <source>balance valid in currency</source>
            <translation>solde valable dans la devise</translation>
        </message>
        <message>
            <source>transfer amount valid in currency</source>
            <translation>montant du transfert valable dans la devise</translation>
        </message>
        <message>
            <source>no duplicate rows</source>
            <translation>aucune ligne en double</translation>
        </message>
        <message>
            <source>no duplicate file (hash seen before)</source>
            <translation>aucun fichier en double (empreinte déjà vue)</translation>
        </message>
        <message>
            <source>no stale file (settlement changed since the initiation report)</source>
            <translation>fichier à jour (règlement inchangé depuis la feuille d’initiation)</translation>
        </message>
        <message>
            <source>currency column agrees</source>
            <translation>la colonne des devises concorde</translation>
        </message>
        <message>
            <source>cap does not exceed liquidity</source>
            <translation>le plafond ne dépasse pas la liquidité</translation>
        </message>
        <message>
            <source>participant active</source>
            <translation>participant actif</translation>
        </message>
        <message>
            <source>Record all accounts</source>
            <translation>Inscrire tous les comptes</translation>
        </message>
        <message>
            <source>Reserve all accounts</source>
            <translation>Réserver tous les comptes</translation>
        </message>
        <message>
            <source>Funds out %1 for %2</source>
            <translation>Retrait de %1 pour %2</translation>
        </message>
        <message>
            <source>Funds in %1 for %2</source>
            <translation>Dépôt de %1 pour %2</translation>
        </message>
        <message>
            <source>Commit the account of %1</source>
            <translation>Valider le compte de %1</translation>
        </message>
        <message>
            <source>Settle all accounts</source>
            <translation>Régler tous les comptes</translation>
        </message>
        <message>
            <source>Book %1 less for %2</source>
            <translation>Comptabiliser %1 de moins pour %2</translation>
        </message>
        <message>
            <source>Book %1 more for %2</source>
            <translation>Comptabiliser %1 de plus pour %2</translation>
        </message>
        <message>
            <source>Cap of %1 to %2</source>
            <translation>Plafond de %1 à %2</translation>
        </message>
        <message numerus="yes">
            <source>all %n step(s) done</source>
            <translation>
                <numerusform>%n étape faite</numerusform>
                <numerusform>les %n étapes sont faites</numerusform>
            </translation>
        </message>
        <message>
            <source>step %1 of %2: %3</source>
            <translation>étape %1 sur %2 : %3</translation>
        </message>
    </context>
    <context>
        <name>ForwardedColumns</name>
        <message>
            <source>Party</source>
            <translation>Partie</translation>
        </message>
        <message>
            <source>Scenario</source>
            <translation>Scénario</translation>
        </message>
        <message>
            <source>Answer</source>
            <translation>Réponse</translation>
        </message>
        <message>
            <source>look-up</source>
            <translation>recherche</translation>
        </message>
        <message>
            <source>quote</source>
            <translation>devis</translation>
        </message>
        <message>
            <source>bulk quote</source>
            <translation>devis groupé</translation>
        </message>
        <message>
            <source>request to pay</source>
            <translation>demande de paiement</translation>
        </message>
        <message>
            <source>authorization</source>
            <translation>autorisation</translation>
        </message>
        <message>
            <source>no answer yet</source>
            <translation>sans réponse</translation>
        </message>
        <message>
            <source>answered</source>
            <translation>répondu</translation>
        </message>
        <message>
            <source>refused</source>
            <translation>refusé</translation>
        </message>
        <message>
            <source>failed</source>
            <translation>échec</translation>
        </message>
        <message>
            <source>id known already</source>
            <translation>id déjà connu</translation>
        </message>
        <message>
            <source>refused by the hub</source>
            <translation>refusé par le hub</translation>
        </message>
        <message>
            <source>with the payee</source>
            <translation>chez le bénéficiaire</translation>
        </message>
        <message>
            <source>paid</source>
            <translation>payé</translation>
        </message>
        <message>
            <source>refused by the payee</source>
            <translation>refusé par le bénéficiaire</translation>
        </message>
        <message>
            <source>expired</source>
            <translation>expiré</translation>
        </message>
        <message>
            <source>Asked (UTC)</source>
            <translation>Demandé (UTC)</translation>
        </message>
        <message>
            <source>Kind</source>
            <translation>Type</translation>
        </message>
        <message>
            <source>Trace</source>
            <translation>Trace</translation>
        </message>
        <message>
            <source>Id</source>
            <translation>Id</translation>
        </message>
        <message>
            <source>State</source>
            <translation>État</translation>
        </message>
        <message>
            <source>Asked by</source>
            <translation>Demandé par</translation>
        </message>
        <message>
            <source>Asked of</source>
            <translation>Demandé à</translation>
        </message>
        <message>
            <source>Amount</source>
            <translation>Montant</translation>
        </message>
        <message>
            <source>Cur</source>
            <translation>Dev.</translation>
        </message>
        <message>
            <source>Latency</source>
            <translation>Latence</translation>
        </message>
        <message>
            <source>Error</source>
            <translation>Erreur</translation>
        </message>
    </context>
    <context>
        <name>OracleColumns</name>
        <message>
            <source>built-in directory</source>
            <translation>annuaire intégré</translation>
        </message>
        <message>
            <source>Party type</source>
            <translation>Type de partie</translation>
        </message>
        <message>
            <source>Currency</source>
            <translation>Devise</translation>
        </message>
        <message>
            <source>any</source>
            <translation>toutes</translation>
        </message>
        <message>
            <source>Default</source>
            <translation>Par défaut</translation>
        </message>
        <message>
            <source>yes</source>
            <translation>oui</translation>
        </message>
        <message>
            <source>no</source>
            <translation>non</translation>
        </message>
        <message>
            <source>State</source>
            <translation>État</translation>
        </message>
        <message>
            <source>Address</source>
            <translation>Adresse</translation>
        </message>
        <message>
            <source>Entries</source>
            <translation>Entrées</translation>
        </message>
        <message>
            <source>Look-ups</source>
            <translation>Recherches</translation>
        </message>
        <message>
            <source>Found</source>
            <translation>Trouvées</translation>
        </message>
        <message>
            <source>Failed</source>
            <translation>Échoués</translation>
        </message>
        <message>
            <source>p95</source>
            <translation>p95</translation>
        </message>
        <message>
            <source>Last asked (UTC)</source>
            <translation>Dernière demande (UTC)</translation>
        </message>
        <message>
            <source>Last failure</source>
            <translation>Dernier échec</translation>
        </message>
        <message>
            <source>Identifier</source>
            <translation>Identifiant</translation>
        </message>
        <message>
            <source>Sub-id</source>
            <translation>Sous-identifiant</translation>
        </message>
        <message>
            <source>Participant</source>
            <translation>Participant</translation>
        </message>
    </context>
    <context>
        <name>Panes</name>
        <message>
            <source>Oracles</source>
            <translation>Oracles</translation>
        </message>
        <message>
            <source>Positions</source>
            <translation>Positions</translation>
        </message>
        <message>
            <source>Transfers</source>
            <translation>Transferts</translation>
        </message>
        <message>
            <source>Trace</source>
            <translation>Trace</translation>
        </message>
        <message>
            <source>Participants</source>
            <translation>Participants</translation>
        </message>
        <message>
            <source>Hub health</source>
            <translation>État du hub</translation>
        </message>
        <message>
            <source>Accounts and limits</source>
            <translation>Comptes et plafonds</translation>
        </message>
        <message>
            <source>Settlement windows</source>
            <translation>Fenêtres de règlement</translation>
        </message>
        <message>
            <source>Settlements</source>
            <translation>Règlements</translation>
        </message>
        <message>
            <source>Settlement models</source>
            <translation>Modèles de règlement</translation>
        </message>
        <message>
            <source>Alerts</source>
            <translation>Alertes</translation>
        </message>
        <message>
            <source>Callbacks</source>
            <translation>Rappels</translation>
        </message>
    </context>
    <context>
        <name>Readiness</name>
        <message>
            <source>yes</source>
            <translation>oui</translation>
        </message>
        <message>
            <source>no</source>
            <translation>non</translation>
        </message>
        <message>
            <source>Position account in %1</source>
            <translation>Compte de position en %1</translation>
        </message>
        <message>
            <source>active</source>
            <translation>actif</translation>
        </message>
        <message>
            <source>not active</source>
            <translation>inactif</translation>
        </message>
        <message>
            <source>Net debit cap in %1</source>
            <translation>Plafond de débit net en %1</translation>
        </message>
        <message>
            <source>no cap: it cannot send</source>
            <translation>pas de plafond : il ne peut pas envoyer</translation>
        </message>
        <message>
            <source>Funds on deposit in %1</source>
            <translation>Fonds déposés en %1</translation>
        </message>
        <message>
            <source>none: it cannot send</source>
            <translation>aucun : il ne peut pas envoyer</translation>
        </message>
        <message>
            <source>Settlement model for %1</source>
            <translation>Modèle de règlement pour %1</translation>
        </message>
        <message>
            <source>none: nothing can be settled</source>
            <translation>aucun : rien ne peut être réglé</translation>
        </message>
        <message>
            <source>addresses are set</source>
            <translation>les adresses sont fixées</translation>
        </message>
        <message>
            <source>no address for %1</source>
            <translation>pas d&apos;adresse pour %1</translation>
        </message>
        <message>
            <source>Callback address answers</source>
            <translation>L&apos;adresse de rappel répond</translation>
        </message>
        <message>
            <source>not tried</source>
            <translation>pas essayée</translation>
        </message>
        <message>
            <source>probe the addresses in the pane of callbacks</source>
            <translation>essayez les adresses dans le volet des rappels</translation>
        </message>
        <message>
            <source>Participant is active</source>
            <translation>Le participant est actif</translation>
        </message>
        <message>
            <source>payments are taken</source>
            <translation>les paiements sont pris</translation>
        </message>
        <message>
            <source>payments are refused</source>
            <translation>les paiements sont refusés</translation>
        </message>
        <message>
            <source>Callbacks for transfers</source>
            <translation>Rappels pour les transferts</translation>
        </message>
        <message>
            <source>Callbacks for quotes</source>
            <translation>Rappels pour les cotations</translation>
        </message>
        <message>
            <source>Callbacks for look-ups of parties</source>
            <translation>Rappels pour les recherches de parties</translation>
        </message>
        <message>
            <source>Callbacks for the directory</source>
            <translation>Rappels pour l&apos;annuaire</translation>
        </message>
        <message>
            <source>Deliveries are not paused</source>
            <translation>Les livraisons ne sont pas en pause</translation>
        </message>
        <message>
            <source>messages go out</source>
            <translation>les messages partent</translation>
        </message>
        <message>
            <source>can receive</source>
            <translation>peut recevoir</translation>
        </message>
        <message numerus="yes">
            <source>cannot receive: %n thing(s) missing</source>
            <translation>
                <numerusform>ne peut pas recevoir : %n élément manque</numerusform>
                <numerusform>ne peut pas recevoir : %n éléments manquent</numerusform>
            </translation>
        </message>
        <message>
            <source>State</source>
            <translation>État</translation>
        </message>
        <message>
            <source>What</source>
            <translation>Quoi</translation>
        </message>
        <message>
            <source>How it is</source>
            <translation>Ce qu’il en est</translation>
        </message>
        <message>
            <source>Participant may receive</source>
            <translation>Le participant peut recevoir</translation>
        </message>
        <message>
            <source>no restriction</source>
            <translation>sans restriction</translation>
        </message>
        <message>
            <source>it is paused</source>
            <translation>il est en pause</translation>
        </message>
        <message>
            <source>it is restricted to sending</source>
            <translation>il est limité à l&apos;envoi</translation>
        </message>
    </context>
    <context>
        <name>SettlementColumns</name>
        <message>
            <source>not zero</source>
            <translation>pas zéro</translation>
        </message>
        <message>
            <source>gets</source>
            <translation>reçoit</translation>
        </message>
        <message>
            <source>pays</source>
            <translation>paie</translation>
        </message>
        <message>
            <source>net</source>
            <translation>net</translation>
        </message>
        <message>
            <source>gross</source>
            <translation>brut</translation>
        </message>
        <message>
            <source>bilateral</source>
            <translation>bilatéral</translation>
        </message>
        <message>
            <source>multilateral</source>
            <translation>multilatéral</translation>
        </message>
        <message>
            <source>deferred</source>
            <translation>différé</translation>
        </message>
        <message>
            <source>immediate</source>
            <translation>immédiat</translation>
        </message>
        <message numerus="yes">
            <source>%n more</source>
            <translation>
                <numerusform>%n autre</numerusform>
                <numerusform>%n autres</numerusform>
            </translation>
        </message>
        <message>
            <source>%1 (sum %2)</source>
            <translation>%1 (somme %2)</translation>
        </message>
        <message>
            <source>Window</source>
            <translation>Fenêtre</translation>
        </message>
        <message>
            <source>State</source>
            <translation>État</translation>
        </message>
        <message>
            <source>Opened (UTC)</source>
            <translation>Ouverte (UTC)</translation>
        </message>
        <message>
            <source>Closed (UTC)</source>
            <translation>Fermée (UTC)</translation>
        </message>
        <message>
            <source>In this state</source>
            <translation>Dans cet état</translation>
        </message>
        <message>
            <source>Transfers</source>
            <translation>Transferts</translation>
        </message>
        <message>
            <source>DFSPs</source>
            <translation>DFSP</translation>
        </message>
        <message>
            <source>Net to be paid</source>
            <translation>Net à payer</translation>
        </message>
        <message>
            <source>Check</source>
            <translation>Contrôle</translation>
        </message>
        <message>
            <source>Settlements</source>
            <translation>Règlements</translation>
        </message>
        <message>
            <source>Gross</source>
            <translation>Brut</translation>
        </message>
        <message>
            <source>Closed by</source>
            <translation>Fermée par</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>Motif</translation>
        </message>
        <message>
            <source>Participant</source>
            <translation>Participant</translation>
        </message>
        <message>
            <source>Cur</source>
            <translation>Dev.</translation>
        </message>
        <message>
            <source>Sent</source>
            <translation>Envoyé</translation>
        </message>
        <message>
            <source>Received</source>
            <translation>Reçu</translation>
        </message>
        <message>
            <source>Net</source>
            <translation>Net</translation>
        </message>
        <message>
            <source>Amount</source>
            <translation>Montant</translation>
        </message>
        <message>
            <source>From, to the right</source>
            <translation>De, vers la droite</translation>
        </message>
        <message>
            <source>Settlement</source>
            <translation>Règlement</translation>
        </message>
        <message>
            <source>Model</source>
            <translation>Modèle</translation>
        </message>
        <message>
            <source>To be paid</source>
            <translation>À payer</translation>
        </message>
        <message>
            <source>Settled</source>
            <translation>Réglé</translation>
        </message>
        <message>
            <source>Windows</source>
            <translation>Fenêtres</translation>
        </message>
        <message>
            <source>Created (UTC)</source>
            <translation>Créé (UTC)</translation>
        </message>
        <message>
            <source>Method</source>
            <translation>Méthode</translation>
        </message>
        <message>
            <source>Currencies</source>
            <translation>Devises</translation>
        </message>
        <message>
            <source>Made by</source>
            <translation>Fait par</translation>
        </message>
        <message>
            <source>Against</source>
            <translation>Contre</translation>
        </message>
        <message>
            <source>all</source>
            <translation>tous</translation>
        </message>
        <message>
            <source>Position now</source>
            <translation>Position actuelle</translation>
        </message>
        <message>
            <source>Funds held</source>
            <translation>Fonds détenus</translation>
        </message>
        <message>
            <source>Held when moved</source>
            <translation>Détenu ensuite</translation>
        </message>
        <message>
            <source>Cap</source>
            <translation>Plafond</translation>
        </message>
        <message>
            <source>Cap raised by</source>
            <translation>Plafond relevé de</translation>
        </message>
        <message>
            <source>Reference</source>
            <translation>Référence</translation>
        </message>
        <message>
            <source>Step</source>
            <translation>Étape</translation>
        </message>
        <message>
            <source>At (UTC)</source>
            <translation>À (UTC)</translation>
        </message>
        <message>
            <source>By</source>
            <translation>Par</translation>
        </message>
        <message>
            <source>yes</source>
            <translation>oui</translation>
        </message>
        <message>
            <source>no</source>
            <translation>non</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Nom</translation>
        </message>
        <message>
            <source>Currency</source>
            <translation>Devise</translation>
        </message>
        <message>
            <source>default</source>
            <translation>défaut</translation>
        </message>
        <message>
            <source>Settles</source>
            <translation>Règle</translation>
        </message>
        <message>
            <source>Funds from</source>
            <translation>Fonds de</translation>
        </message>
        <message>
            <source>Resets positions</source>
            <translation>Remet les positions</translation>
        </message>
        <message>
            <source>Raises caps</source>
            <translation>Relève les plafonds</translation>
        </message>
        <message>
            <source>Unsettled</source>
            <translation>Non réglé</translation>
        </message>
        <message>
            <source>Accounts</source>
            <translation>Comptes</translation>
        </message>
        <message>
            <source>Settled by</source>
            <translation>Réglé par</translation>
        </message>
        <message>
            <source>nothing</source>
            <translation>rien</translation>
        </message>
        <message>
            <source>Because</source>
            <translation>Parce que</translation>
        </message>
        <message>
            <source>no active model names the currency and there is no default</source>
            <translation>aucun modèle actif ne nomme la devise et il n’y a pas de défaut</translation>
        </message>
        <message>
            <source>no active model names the currency, so the default counts</source>
            <translation>aucun modèle actif ne nomme la devise, donc le défaut compte</translation>
        </message>
        <message>
            <source>it names the currency</source>
            <translation>il nomme la devise</translation>
        </message>
    </context>
    <context>
        <name>TransferQuery</name>
        <message>
            <source>“%1” cannot be searched with this value</source>
            <translation>« %1 » ne peut être cherché avec cette valeur</translation>
        </message>
    </context>
    <context>
        <name>Wording</name>
        <message>
            <source>starting</source>
            <translation>démarre</translation>
        </message>
        <message>
            <source>running</source>
            <translation>en marche</translation>
        </message>
        <message>
            <source>read only</source>
            <translation>lecture seule</translation>
        </message>
        <message>
            <source>draining</source>
            <translation>se vide</translation>
        </message>
        <message>
            <source>stopped</source>
            <translation>arrêté</translation>
        </message>
        <message>
            <source>active</source>
            <translation>actif</translation>
        </message>
        <message>
            <source>inactive</source>
            <translation>inactif</translation>
        </message>
        <message>
            <source>hub</source>
            <translation>hub</translation>
        </message>
        <message>
            <source>paused</source>
            <translation>en pause</translation>
        </message>
        <message>
            <source>only sends</source>
            <translation>envoie seulement</translation>
        </message>
        <message>
            <source>only receives</source>
            <translation>reçoit seulement</translation>
        </message>
        <message>
            <source>sends and receives</source>
            <translation>envoie et reçoit</translation>
        </message>
    </context>
    <context>
        <name>hub::kit::AmountEdit</name>
        <message numerus="yes">
            <source>An exact amount with at most %n decimal(s)</source>
            <translation>
                <numerusform>Un montant exact avec au plus %n décimale</numerusform>
                <numerusform>Un montant exact avec au plus %n décimales</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>hub::kit::CommandPalette</name>
        <message>
            <source>Go to</source>
            <translation>Aller à</translation>
        </message>
        <message>
            <source>A pane, a participant, or a pasted transfer or trace id</source>
            <translation>Un volet, un participant, ou un identifiant de transfert ou de trace collé</translation>
        </message>
        <message>
            <source>Matches</source>
            <translation>Correspondances</translation>
        </message>
    </context>
    <context>
        <name>hub::kit::ConfirmWithReason</name>
        <message numerus="yes">
            <source>Reason, at least %n character(s)</source>
            <translation>
                <numerusform>Motif, au moins %n caractère</numerusform>
                <numerusform>Motif, au moins %n caractères</numerusform>
            </translation>
        </message>
        <message>
            <source>Ticket, optional</source>
            <translation>Ticket, facultatif</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>Motif</translation>
        </message>
        <message>
            <source>Ticket</source>
            <translation>Ticket</translation>
        </message>
        <message>
            <source>Type “%1” to go on</source>
            <translation>Tapez « %1 » pour continuer</translation>
        </message>
    </context>
    <context>
        <name>hub::kit::FilterBar</name>
        <message>
            <source>Filter</source>
            <translation>Filtre</translation>
        </message>
        <message>
            <source>Filter, for example: %1</source>
            <translation>Filtre, par exemple : %1</translation>
        </message>
        <message>
            <source>%1 of %2</source>
            <translation>%1 sur %2</translation>
        </message>
        <message>
            <source>character %1: %2</source>
            <translation>caractère %1 : %2</translation>
        </message>
    </context>
    <context>
        <name>hub::kit::LadderView</name>
        <message>
            <source>Messages of the transfer</source>
            <translation>Messages du transfert</translation>
        </message>
        <message numerus="yes">
            <source>%n more message(s)</source>
            <translation>
                <numerusform>encore %n message</numerusform>
                <numerusform>encore %n messages</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>hub::kit::ResultBanner</name>
        <message>
            <source>Open trace</source>
            <translation>Ouvrir la trace</translation>
        </message>
        <message>
            <source>Close message</source>
            <translation>Fermer le message</translation>
        </message>
    </context>
    <context>
        <name>hub::kit::SpanTimeline</name>
        <message>
            <source>Trace timeline</source>
            <translation>Chronologie de la trace</translation>
        </message>
        <message>
            <source>%1 (started elsewhere)</source>
            <translation>%1 (commencé ailleurs)</translation>
        </message>
    </context>
    <context>
        <name>hub::kit::StatefulView</name>
        <message>
            <source>Open trace</source>
            <translation>Ouvrir la trace</translation>
        </message>
        <message>
            <source>Loading</source>
            <translation>Chargement</translation>
        </message>
        <message>
            <source>Nothing here yet</source>
            <translation>Encore rien ici</translation>
        </message>
        <message>
            <source>Nothing matches</source>
            <translation>Rien ne correspond</translation>
        </message>
        <message>
            <source>This needs the permission “%1”.</source>
            <translation>Il faut la permission « %1 ».</translation>
        </message>
        <message>
            <source>This needs the permission “%1”. It is held by: %2.</source>
            <translation>Il faut la permission « %1 ». Elle est détenue par : %2.</translation>
        </message>
        <message>
            <source>Not permitted</source>
            <translation>Non autorisé</translation>
        </message>
        <message>
            <source>That did not work</source>
            <translation>Cela n’a pas abouti</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Réessayer</translation>
        </message>
        <message>
            <source>No news from the hub for %1: these are the last known figures</source>
            <translation>Sans nouvelles du hub depuis %1 : voici les derniers chiffres connus</translation>
        </message>
    </context>
    <context>
        <name>hub::kit::TableView</name>
        <message>
            <source>Open</source>
            <translation>Ouvrir</translation>
        </message>
        <message>
            <source>Copy value</source>
            <translation>Copier la valeur</translation>
        </message>
        <message>
            <source>Copy rows</source>
            <translation>Copier les lignes</translation>
        </message>
        <message>
            <source>Copy id</source>
            <translation>Copier l’identifiant</translation>
        </message>
        <message>
            <source>Compact rows</source>
            <translation>Lignes serrées</translation>
        </message>
        <message>
            <source>Reset columns</source>
            <translation>Rétablir les colonnes</translation>
        </message>
    </context>
    <context>
        <name>hub::kit::TimeSeriesChart</name>
        <message>
            <source>Position chart</source>
            <translation>Graphique de position</translation>
        </message>
        <message numerus="yes">
            <source>%n transfer(s)</source>
            <translation>
                <numerusform>%n transfert</numerusform>
                <numerusform>%n transferts</numerusform>
            </translation>
        </message>
        <message>
            <source>cap %1</source>
            <translation>plafond %1</translation>
        </message>
        <message>
            <source>alarm %1</source>
            <translation>alarme %1</translation>
        </message>
    </context>
    <context>
        <name>hub::panes::AccountActions</name>
        <message>
            <source>Reserve funds out for %1, %2</source>
            <translation>Réserver un retrait pour %1, %2</translation>
        </message>
        <message>
            <source>Record funds in for %1, %2</source>
            <translation>Enregistrer un dépôt pour %1, %2</translation>
        </message>
        <message>
            <source>Continue</source>
            <translation>Continuer</translation>
        </message>
        <message>
            <source>Amount, %1</source>
            <translation>Montant, %1</translation>
        </message>
        <message>
            <source>Bank reference</source>
            <translation>Référence bancaire</translation>
        </message>
        <message>
            <source>An amount above zero is needed.</source>
            <translation>Un montant supérieur à zéro est nécessaire.</translation>
        </message>
        <message>
            <source>More than is held.</source>
            <translation>Plus que ce qui est détenu.</translation>
        </message>
        <message>
            <source>The bank&apos;s reference is needed.</source>
            <translation>La référence de la banque est nécessaire.</translation>
        </message>
        <message>
            <source>Held before %1, after %2.</source>
            <translation>Détenu avant %1, après %2.</translation>
        </message>
        <message>
            <source>Bank reference %1</source>
            <translation>Référence bancaire %1</translation>
        </message>
        <message>
            <source>The money is set aside. It is paid out, or given back, in a second step.</source>
            <translation>L’argent est mis de côté. Il est versé, ou rendu, dans un second temps.</translation>
        </message>
        <message>
            <source>Reserve %1 out of what is held for %2?</source>
            <translation>Réserver %1 sur ce qui est détenu pour %2 ?</translation>
        </message>
        <message>
            <source>Record %1 in for %2?</source>
            <translation>Enregistrer un dépôt de %1 pour %2 ?</translation>
        </message>
        <message>
            <source>Reserve %1</source>
            <translation>Réserver %1</translation>
        </message>
        <message>
            <source>Record %1</source>
            <translation>Enregistrer %1</translation>
        </message>
        <message>
            <source>Reserve nothing</source>
            <translation>Ne rien réserver</translation>
        </message>
        <message>
            <source>Record nothing</source>
            <translation>Ne rien enregistrer</translation>
        </message>
        <message>
            <source>%1 of %2 are reserved. Pay them out below, or take them back.</source>
            <translation>%1 de %2 sont réservés. Versez-les ci-dessous, ou reprenez-les.</translation>
        </message>
        <message>
            <source>No money was set aside.</source>
            <translation>Aucun argent n’a été mis de côté.</translation>
        </message>
        <message>
            <source>%1 recorded for %2.</source>
            <translation>%1 enregistrés pour %2.</translation>
        </message>
        <message>
            <source>No money was recorded.</source>
            <translation>Aucun argent n’a été enregistré.</translation>
        </message>
        <message>
            <source>Pay out the %1 reserved for %2?</source>
            <translation>Verser les %1 réservés pour %2 ?</translation>
        </message>
        <message>
            <source>Take back the %1 reserved for %2?</source>
            <translation>Reprendre les %1 réservés pour %2 ?</translation>
        </message>
        <message>
            <source>The money leaves what the scheme holds for %1.</source>
            <translation>L’argent quitte ce que le système détient pour %1.</translation>
        </message>
        <message>
            <source>The money is held for %1 again.</source>
            <translation>L’argent est de nouveau détenu pour %1.</translation>
        </message>
        <message>
            <source>Pay out %1</source>
            <translation>Verser %1</translation>
        </message>
        <message>
            <source>Take back %1</source>
            <translation>Reprendre %1</translation>
        </message>
        <message>
            <source>Leave it reserved</source>
            <translation>Laisser réservé</translation>
        </message>
        <message>
            <source>%1 of %2 are paid out.</source>
            <translation>%1 de %2 sont versés.</translation>
        </message>
        <message>
            <source>The money stays reserved.</source>
            <translation>L’argent reste réservé.</translation>
        </message>
        <message>
            <source>%1 are held for %2 again.</source>
            <translation>%1 sont de nouveau détenus pour %2.</translation>
        </message>
        <message>
            <source>Change the net debit cap of %1, %2</source>
            <translation>Changer le plafond de %1, %2</translation>
        </message>
        <message>
            <source>Change the cap of %1 to %2?</source>
            <translation>Changer le plafond de %1 à %2 ?</translation>
        </message>
        <message>
            <source>Cap before %1, after %2.</source>
            <translation>Plafond avant %1, après %2.</translation>
        </message>
        <message>
            <source>Headroom before %1, after %2.</source>
            <translation>Marge avant %1, après %2.</translation>
        </message>
        <message>
            <source>Change cap to %1</source>
            <translation>Fixer le plafond à %1</translation>
        </message>
        <message>
            <source>Keep %1</source>
            <translation>Garder %1</translation>
        </message>
        <message>
            <source>The cap of %1 is %2.</source>
            <translation>Le plafond de %1 est %2.</translation>
        </message>
        <message>
            <source>The cap was not changed.</source>
            <translation>Le plafond n’a pas été changé.</translation>
        </message>
        <message>
            <source>Alarm of %1, %2</source>
            <translation>Alarme de %1, %2</translation>
        </message>
        <message>
            <source>Alarm when this much is left</source>
            <translation>Alarme quand il reste</translation>
        </message>
        <message>
            <source>This is the alarm that is set already.</source>
            <translation>C’est l’alarme déjà fixée.</translation>
        </message>
        <message>
            <source>It rings when the position reaches %1.</source>
            <translation>Elle sonne quand la position atteint %1.</translation>
        </message>
        <message>
            <source>Set the alarm of %1 to %2 left?</source>
            <translation>Fixer l’alarme de %1 à %2 restants ?</translation>
        </message>
        <message>
            <source>Alarm before at %1 left, after at %2 left.</source>
            <translation>Alarme avant à %1 restants, après à %2 restants.</translation>
        </message>
        <message>
            <source>Rings from a position of %1.</source>
            <translation>Sonne dès une position de %1.</translation>
        </message>
        <message>
            <source>Set alarm to %1</source>
            <translation>Fixer l’alarme à %1</translation>
        </message>
        <message>
            <source>The alarm of %1 rings at %2 left.</source>
            <translation>L’alarme de %1 sonne à %2 restants.</translation>
        </message>
        <message>
            <source>The alarm was not changed.</source>
            <translation>L’alarme n’a pas été changée.</translation>
        </message>
        <message>
            <source>%1 %2 account %3</source>
            <translation>compte %3 de %1 en %2</translation>
        </message>
        <message>
            <source>Activate the %1?</source>
            <translation>Activer le %1 ?</translation>
        </message>
        <message>
            <source>Deactivate the %1?</source>
            <translation>Désactiver le %1 ?</translation>
        </message>
        <message>
            <source>Its value is %1.</source>
            <translation>Sa valeur est %1.</translation>
        </message>
        <message>
            <source>Payments that need it are refused at once.</source>
            <translation>Les paiements qui en ont besoin sont refusés aussitôt.</translation>
        </message>
        <message>
            <source>Activate account</source>
            <translation>Activer le compte</translation>
        </message>
        <message>
            <source>Deactivate account</source>
            <translation>Désactiver le compte</translation>
        </message>
        <message>
            <source>Keep inactive</source>
            <translation>Laisser inactif</translation>
        </message>
        <message>
            <source>Keep active</source>
            <translation>Laisser actif</translation>
        </message>
        <message>
            <source>The %1 is active.</source>
            <translation>Le %1 est actif.</translation>
        </message>
        <message>
            <source>The %1 is inactive.</source>
            <translation>Le %1 est inactif.</translation>
        </message>
        <message>
            <source>The account was not changed.</source>
            <translation>Le compte n’a pas été changé.</translation>
        </message>
        <message>
            <source>Add an account of the hub</source>
            <translation>Ajouter un compte du hub</translation>
        </message>
        <message>
            <source>Account type</source>
            <translation>Type de compte</translation>
        </message>
        <message>
            <source>Reconciliation (funds the scheme holds)</source>
            <translation>Rapprochement (fonds détenus par le système)</translation>
        </message>
        <message>
            <source>Multilateral settlement</source>
            <translation>Règlement multilatéral</translation>
        </message>
        <message>
            <source>Currency</source>
            <translation>Devise</translation>
        </message>
        <message>
            <source>Add the hub&apos;s account %1 in %2?</source>
            <translation>Ajouter le compte du hub %1 en %2 ?</translation>
        </message>
        <message>
            <source>A scheme needs both accounts of the hub in each of its currencies, before the first participant joins in it.</source>
            <translation>Un système a besoin des deux comptes du hub dans chacune de ses devises, avant que le premier participant n’y entre.</translation>
        </message>
        <message>
            <source>Add account</source>
            <translation>Ajouter le compte</translation>
        </message>
        <message>
            <source>Add nothing</source>
            <translation>Ne rien ajouter</translation>
        </message>
        <message>
            <source>The hub has the account %1 in %2.</source>
            <translation>Le hub a le compte %1 en %2.</translation>
        </message>
        <message>
            <source>No account was made.</source>
            <translation>Aucun compte n’a été créé.</translation>
        </message>
        <message>
            <source>From then on the cap is %1 of the funds held.</source>
            <translation>Dès lors, le plafond est de %1 des fonds détenus.</translation>
        </message>
        <message>
            <source>It no longer follows the funds held.</source>
            <translation>Il ne suit plus les fonds détenus.</translation>
        </message>
    </context>
    <context>
        <name>hub::panes::AccountBookView</name>
        <message>
            <source>Books of the account</source>
            <translation>Livres du compte</translation>
        </message>
        <message>
            <source>Funds in and out</source>
            <translation>Dépôts et retraits</translation>
        </message>
        <message>
            <source>History of the account</source>
            <translation>Historique du compte</translation>
        </message>
        <message>
            <source>Choose an account to see its books.</source>
            <translation>Choisissez un compte pour voir ses livres.</translation>
        </message>
        <message>
            <source>Pay out</source>
            <translation>Verser</translation>
        </message>
        <message>
            <source>Take back</source>
            <translation>Reprendre</translation>
        </message>
        <message>
            <source>All participants</source>
            <translation>Tous les participants</translation>
        </message>
        <message>
            <source>The movements cannot be shown.</source>
            <translation>Les mouvements ne peuvent pas être affichés.</translation>
        </message>
        <message>
            <source>No funds have been recorded here yet.</source>
            <translation>Aucun fonds n’a encore été enregistré ici.</translation>
        </message>
        <message>
            <source>The history cannot be shown.</source>
            <translation>L’historique ne peut pas être affiché.</translation>
        </message>
        <message>
            <source>Nothing has moved this account yet.</source>
            <translation>Rien n’a encore mouvementé ce compte.</translation>
        </message>
    </context>
    <context>
        <name>hub::panes::AccountsPane</name>
        <message>
            <source>Accounts and limits</source>
            <translation>Comptes et plafonds</translation>
        </message>
        <message>
            <source>Add hub account</source>
            <translation>Ajouter un compte du hub</translation>
        </message>
        <message>
            <source>Record funds in</source>
            <translation>Enregistrer un dépôt</translation>
        </message>
        <message>
            <source>Reserve funds out</source>
            <translation>Réserver un retrait</translation>
        </message>
        <message>
            <source>Change cap</source>
            <translation>Changer le plafond</translation>
        </message>
        <message>
            <source>Change alarm</source>
            <translation>Changer l’alarme</translation>
        </message>
        <message>
            <source>Deactivate account</source>
            <translation>Désactiver le compte</translation>
        </message>
        <message>
            <source>Accounts are made with the participants: each gets one for its position and one for its funds in every currency.</source>
            <translation>Les comptes sont créés avec les participants : chacun en reçoit un pour sa position et un pour ses fonds dans chaque devise.</translation>
        </message>
        <message>
            <source>Create a participant</source>
            <translation>Créer un participant</translation>
        </message>
        <message>
            <source>0 of %1 accounts match this filter.</source>
            <translation>0 compte sur %1 correspond à ce filtre.</translation>
        </message>
        <message>
            <source>Clear the filter</source>
            <translation>Effacer le filtre</translation>
        </message>
        <message>
            <source>Activate account</source>
            <translation>Activer le compte</translation>
        </message>
    </context>
    <context>
        <name>hub::panes::ActionDialog</name>
        <message>
            <source>Cancel</source>
            <translation>Annuler</translation>
        </message>
    </context>
    <context>
        <name>hub::panes::AddressSet</name>
        <message>
            <source>Callback base URL</source>
            <translation>URL de base des rappels</translation>
        </message>
        <message>
            <source>Kinds of messages and their addresses</source>
            <translation>Types de messages et leurs adresses</translation>
        </message>
        <message>
            <source>Message</source>
            <translation>Message</translation>
        </message>
        <message>
            <source>Address</source>
            <translation>Adresse</translation>
        </message>
        <message>
            <source>Tick all</source>
            <translation>Tout cocher</translation>
        </message>
        <message>
            <source>Tick none</source>
            <translation>Tout décocher</translation>
        </message>
        <message>
            <source>Now: %1</source>
            <translation>Actuellement : %1</translation>
        </message>
        <message>
            <source>A base URL has no part after ?.</source>
            <translation>Une URL de base n&apos;a pas de partie après ?.</translation>
        </message>
        <message>
            <source>No kind of message is ticked.</source>
            <translation>Aucun type de message n&apos;est coché.</translation>
        </message>
        <message numerus="yes">
            <source>%n address(es) will be set</source>
            <translation>
                <numerusform>%n adresse sera fixée</numerusform>
                <numerusform>%n adresses seront fixées</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>hub::panes::AlertActions</name>
        <message>
            <source>Acknowledge alert %1?</source>
            <translation>Prendre en compte l’alerte %1 ?</translation>
        </message>
        <message>
            <source>It stays until its condition clears. No more mails are sent about it meanwhile.</source>
            <translation>Elle reste jusqu’à ce que sa cause disparaisse. Aucun autre courriel n’est envoyé d’ici là.</translation>
        </message>
        <message>
            <source>Your reason is kept with the alert: say what is done about it.</source>
            <translation>Votre motif est gardé avec l’alerte : dites ce qui est fait.</translation>
        </message>
        <message>
            <source>Acknowledge alert %1</source>
            <translation>Prendre en compte l’alerte %1</translation>
        </message>
        <message>
            <source>Leave it firing</source>
            <translation>La laisser active</translation>
        </message>
        <message>
            <source>Alert %1 is acknowledged.</source>
            <translation>L’alerte %1 est prise en compte.</translation>
        </message>
        <message>
            <source>The alert was not changed.</source>
            <translation>L’alerte n’a pas été modifiée.</translation>
        </message>
    </context>
    <context>
        <name>hub::panes::AlertsPane</name>
        <message>
            <source>Alerts</source>
            <translation>Alertes</translation>
        </message>
        <message>
            <source>Only open</source>
            <translation>Seulement ouvertes</translation>
        </message>
        <message>
            <source>Open cap</source>
            <translation>Ouvrir le plafond</translation>
        </message>
        <message>
            <source>Acknowledge</source>
            <translation>Prendre en compte</translation>
        </message>
        <message>
            <source>Choose an alert to read it.</source>
            <translation>Choisissez une alerte pour la lire.</translation>
        </message>
        <message>
            <source>Firing, or acknowledged and not over yet</source>
            <translation>Actives, ou vues et pas encore terminées</translation>
        </message>
        <message>
            <source>No alert has fired yet. One does when a position comes near its cap, a cap is changed, a settlement moves a position or the disk fills up.</source>
            <translation>Aucune alerte jusqu’ici. Il y en a une quand une position approche de son plafond, quand un plafond change, quand un règlement modifie une position ou quand le disque se remplit.</translation>
        </message>
        <message>
            <source>Look at the caps</source>
            <translation>Voir les plafonds</translation>
        </message>
        <message>
            <source>0 of %1 alerts match this filter.</source>
            <translation>0 alerte sur %1 correspond à ce filtre.</translation>
        </message>
        <message>
            <source>Clear the filter</source>
            <translation>Effacer le filtre</translation>
        </message>
        <message>
            <source>State</source>
            <translation>État</translation>
        </message>
        <message>
            <source>Severity</source>
            <translation>Gravité</translation>
        </message>
        <message>
            <source>What</source>
            <translation>Quoi</translation>
        </message>
        <message>
            <source>Who</source>
            <translation>Qui</translation>
        </message>
        <message>
            <source>Value</source>
            <translation>Valeur</translation>
        </message>
        <message>
            <source>Since</source>
            <translation>Depuis</translation>
        </message>
        <message>
            <source>Last</source>
            <translation>Dernière</translation>
        </message>
        <message>
            <source>Times</source>
            <translation>Fois</translation>
        </message>
        <message>
            <source>Mails sent</source>
            <translation>Courriels envoyés</translation>
        </message>
        <message>
            <source>Over</source>
            <translation>Terminée</translation>
        </message>
        <message>
            <source>Seen by</source>
            <translation>Vue par</translation>
        </message>
        <message>
            <source>What is done</source>
            <translation>Ce qui est fait</translation>
        </message>
    </context>
    <context>
        <name>hub::panes::BulkView</name>
        <message>
            <source>Transfer</source>
            <translation>Transfert</translation>
        </message>
        <message>
            <source>Trace</source>
            <translation>Trace</translation>
        </message>
        <message>
            <source>Copy id</source>
            <translation>Copier l’id</translation>
        </message>
        <message>
            <source>Choose a bulk or one of its transfers.</source>
            <translation>Choisissez un lot ou un de ses transferts.</translation>
        </message>
        <message>
            <source>Bulks of transfers</source>
            <translation>Lots de transferts</translation>
        </message>
        <message>
            <source>Bulk, transfer</source>
            <translation>Lot, transfert</translation>
        </message>
        <message>
            <source>State</source>
            <translation>État</translation>
        </message>
        <message>
            <source>Payer</source>
            <translation>Payeur</translation>
        </message>
        <message>
            <source>Payee</source>
            <translation>Bénéficiaire</translation>
        </message>
        <message>
            <source>Transfers</source>
            <translation>Transferts</translation>
        </message>
        <message>
            <source>Amount</source>
            <translation>Montant</translation>
        </message>
        <message>
            <source>Cur</source>
            <translation>Dev.</translation>
        </message>
        <message>
            <source>Received (UTC)</source>
            <translation>Reçu (UTC)</translation>
        </message>
        <message>
            <source>Error</source>
            <translation>Erreur</translation>
        </message>
        <message>
            <source>A bulk is found by its whole id.</source>
            <translation>Un lot se trouve par son id complet.</translation>
        </message>
        <message>
            <source>Bulk</source>
            <translation>Lot</translation>
        </message>
        <message>
            <source>Received</source>
            <translation>Reçu</translation>
        </message>
        <message>
            <source>Changed</source>
            <translation>Modifié</translation>
        </message>
        <message>
            <source>Expires</source>
            <translation>Expire</translation>
        </message>
        <message>
            <source>Completed</source>
            <translation>Terminé</translation>
        </message>
        <message>
            <source>In the bulk</source>
            <translation>Dans le lot</translation>
        </message>
        <message>
            <source>In the ledger</source>
            <translation>Dans le grand livre</translation>
        </message>
        <message>
            <source>Place</source>
            <translation>Place</translation>
        </message>
        <message>
            <source>%1 of %2</source>
            <translation>%1 sur %2</translation>
        </message>
        <message>
            <source>No bulk of transfers has reached the hub yet. A DFSP sends one with POST /bulkTransfers.</source>
            <translation>Aucun lot de transferts n’est encore arrivé. Un DFSP en envoie un avec POST /bulkTransfers.</translation>
        </message>
        <message>
            <source>Open participants</source>
            <translation>Ouvrir les participants</translation>
        </message>
        <message>
            <source>No bulk fits this filter.</source>
            <translation>Aucun lot ne correspond à ce filtre.</translation>
        </message>
        <message>
            <source>Clear the filter</source>
            <translation>Effacer le filtre</translation>
        </message>
        <message numerus="yes">
            <source>%n bulk(s)</source>
            <translation>
                <numerusform>%n lot</numerusform>
                <numerusform>%n lots</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n bulk(s), more below</source>
            <translation>
                <numerusform>%n lot, d’autres plus bas</numerusform>
                <numerusform>%n lots, d’autres plus bas</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>hub::panes::CallbackActions</name>
        <message>
            <source>A base address: the path of each message is appended.</source>
            <translation>Une adresse de base : le chemin de chaque message est ajouté.</translation>
        </message>
        <message>
            <source>A base address: %1 is appended.</source>
            <translation>Une adresse de base : %1 est ajouté.</translation>
        </message>
        <message>
            <source>The whole address, as it is.</source>
            <translation>L&apos;adresse entière, telle quelle.</translation>
        </message>
        <message>
            <source>The whole address; the hub fills in %1.</source>
            <translation>L&apos;adresse entière ; le hub remplit %1.</translation>
        </message>
        <message>
            <source>Take address away</source>
            <translation>Retirer l&apos;adresse</translation>
        </message>
        <message>
            <source>Set address</source>
            <translation>Fixer l&apos;adresse</translation>
        </message>
        <message>
            <source>Leave as it is</source>
            <translation>Laisser tel quel</translation>
        </message>
        <message>
            <source>The addresses of %1 may be changed in part.</source>
            <translation>Les adresses de %1 sont peut-être changées en partie.</translation>
        </message>
        <message>
            <source>Callback address of %1</source>
            <translation>Adresse de rappel de %1</translation>
        </message>
        <message>
            <source>Continue</source>
            <translation>Continuer</translation>
        </message>
        <message>
            <source>Nothing is changed yet.</source>
            <translation>Rien n&apos;est encore changé.</translation>
        </message>
        <message>
            <source>Before: %1</source>
            <translation>Avant : %1</translation>
        </message>
        <message>
            <source>After: %1</source>
            <translation>Après : %1</translation>
        </message>
        <message numerus="yes">
            <source>%n message(s) that wait go to the new address.</source>
            <translation>
                <numerusform>%n message en attente ira à la nouvelle adresse.</numerusform>
                <numerusform>%n messages en attente iront à la nouvelle adresse.</numerusform>
            </translation>
        </message>
        <message>
            <source>Change where %1 of %2 goes?</source>
            <translation>Changer la destination de %1 pour %2 ?</translation>
        </message>
        <message>
            <source>The address of %1 is set.</source>
            <translation>L&apos;adresse de %1 est fixée.</translation>
        </message>
        <message>
            <source>Take the address for %1 away from %2?</source>
            <translation>Retirer l&apos;adresse pour %1 de %2 ?</translation>
        </message>
        <message>
            <source>Now: %1</source>
            <translation>Actuellement : %1</translation>
        </message>
        <message>
            <source>These messages then go below the base address.</source>
            <translation>Ces messages vont alors sous l&apos;adresse de base.</translation>
        </message>
        <message>
            <source>These messages then have nowhere to go and wait.</source>
            <translation>Ces messages n&apos;ont alors pas de destination et attendent.</translation>
        </message>
        <message>
            <source>The address is taken away.</source>
            <translation>L&apos;adresse est retirée.</translation>
        </message>
        <message>
            <source>Addresses of %1 below one base URL</source>
            <translation>Adresses de %1 sous une URL de base</translation>
        </message>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>et %n de plus</numerusform>
                <numerusform>et %n de plus</numerusform>
            </translation>
        </message>
        <message>
            <source>%1 to %2</source>
            <translation>%1 vers %2</translation>
        </message>
        <message numerus="yes">
            <source>Set %n address(es) of %1?</source>
            <translation>
                <numerusform>Fixer %n adresse de %1 ?</numerusform>
                <numerusform>Fixer %n adresses de %1 ?</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n address(es) of %1 are set.</source>
            <translation>
                <numerusform>%n adresse de %1 est fixée.</numerusform>
                <numerusform>%n adresses de %1 sont fixées.</numerusform>
            </translation>
        </message>
        <message>
            <source>Pause deliveries to %1?</source>
            <translation>Mettre les livraisons à %1 en pause ?</translation>
        </message>
        <message>
            <source>Let deliveries to %1 go on?</source>
            <translation>Reprendre les livraisons à %1 ?</translation>
        </message>
        <message>
            <source>Nothing is sent to %1 until it goes on; stored messages wait on the disk, in order, over restarts too.</source>
            <translation>Rien n&apos;est envoyé à %1 jusqu&apos;à la reprise ; les messages enregistrés attendent sur le disque, dans l&apos;ordre, même après un redémarrage.</translation>
        </message>
        <message>
            <source>Transfers to it are not forwarded and expire; look-ups and quotes that it should answer fail.</source>
            <translation>Les transferts vers lui ne sont pas transmis et expirent ; les recherches et cotations auxquelles il devrait répondre échouent.</translation>
        </message>
        <message numerus="yes">
            <source>%n message(s) wait and go out in order.</source>
            <translation>
                <numerusform>%n message attend et part.</numerusform>
                <numerusform>%n messages attendent et partent dans l&apos;ordre.</numerusform>
            </translation>
        </message>
        <message>
            <source>The hub takes new transfers to it as before.</source>
            <translation>Le hub prend de nouveaux transferts vers lui comme avant.</translation>
        </message>
        <message>
            <source>Pause deliveries</source>
            <translation>Mettre en pause</translation>
        </message>
        <message>
            <source>Resume deliveries</source>
            <translation>Reprendre les livraisons</translation>
        </message>
        <message>
            <source>Keep delivering</source>
            <translation>Continuer à livrer</translation>
        </message>
        <message>
            <source>Keep paused</source>
            <translation>Laisser en pause</translation>
        </message>
        <message>
            <source>Deliveries to %1 are paused.</source>
            <translation>Les livraisons à %1 sont en pause.</translation>
        </message>
        <message>
            <source>Deliveries to %1 go on.</source>
            <translation>Les livraisons à %1 reprennent.</translation>
        </message>
        <message>
            <source>Deliveries to %1 were not changed.</source>
            <translation>Les livraisons à %1 n&apos;ont pas été changées.</translation>
        </message>
        <message>
            <source>The same messages go to the addresses that %1 has now, behind what waits already.</source>
            <translation>Les mêmes messages vont aux adresses actuelles de %1, derrière ce qui attend déjà.</translation>
        </message>
        <message>
            <source>Each goes out once, however often this is asked for.</source>
            <translation>Chacun part une fois, quel que soit le nombre de demandes.</translation>
        </message>
        <message>
            <source>Deliveries to %1 are paused: they wait until it goes on.</source>
            <translation>Les livraisons à %1 sont en pause : ils attendent la reprise.</translation>
        </message>
        <message numerus="yes">
            <source>Send %n message(s) to %1 again?</source>
            <translation>
                <numerusform>Renvoyer %n message à %1 ?</numerusform>
                <numerusform>Renvoyer %n messages à %1 ?</numerusform>
            </translation>
        </message>
        <message>
            <source>Send again</source>
            <translation>Renvoyer</translation>
        </message>
        <message>
            <source>Leave them</source>
            <translation>Les laisser</translation>
        </message>
        <message>
            <source>What was not sent again is still listed as given up.</source>
            <translation>Ce qui n&apos;a pas été renvoyé reste dans la liste des abandonnés.</translation>
        </message>
        <message numerus="yes">
            <source>%n message(s) are sent again.</source>
            <translation>
                <numerusform>%n message est renvoyé.</numerusform>
                <numerusform>%n messages sont renvoyés.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n had gone before.</source>
            <translation>
                <numerusform>%n était déjà parti.</numerusform>
                <numerusform>%n étaient déjà partis.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n remain given up.</source>
            <translation>
                <numerusform>%n reste abandonné.</numerusform>
                <numerusform>%n restent abandonnés.</numerusform>
            </translation>
        </message>
        <message>
            <source>%1 has no address to probe.</source>
            <translation>%1 n&apos;a pas d&apos;adresse à essayer.</translation>
        </message>
        <message>
            <source>Nothing was changed.</source>
            <translation>Rien n&apos;a été changé.</translation>
        </message>
    </context>
    <context>
        <name>hub::panes::CallbacksPane</name>
        <message>
            <source>Callbacks</source>
            <translation>Rappels</translation>
        </message>
        <message>
            <source>Choose a participant to see its addresses and failures.</source>
            <translation>Choisissez un participant pour voir ses adresses et ses échecs.</translation>
        </message>
        <message>
            <source>Probe addresses</source>
            <translation>Essayer les adresses</translation>
        </message>
        <message>
            <source>Pause deliveries</source>
            <translation>Mettre en pause</translation>
        </message>
        <message>
            <source>Participants and their kinds of messages</source>
            <translation>Participants et leurs types de messages</translation>
        </message>
        <message>
            <source>Callbacks go to participants, and there is none yet.</source>
            <translation>Les rappels vont aux participants, et il n&apos;y en a pas encore.</translation>
        </message>
        <message>
            <source>Go to the participants</source>
            <translation>Aller aux participants</translation>
        </message>
        <message>
            <source>0 of %1 participants match this filter.</source>
            <translation>0 participant sur %1 correspond à ce filtre.</translation>
        </message>
        <message>
            <source>Clear the filter</source>
            <translation>Effacer le filtre</translation>
        </message>
        <message>
            <source>Resume deliveries</source>
            <translation>Reprendre les livraisons</translation>
        </message>
    </context>
    <context>
        <name>hub::panes::CreateParticipantDialog</name>
        <message>
            <source>Back</source>
            <translation>Retour</translation>
        </message>
        <message>
            <source>Next</source>
            <translation>Suivant</translation>
        </message>
        <message>
            <source>Create a participant</source>
            <translation>Créer un participant</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Annuler</translation>
        </message>
        <message>
            <source>Currency</source>
            <translation>Devise</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Nom</translation>
        </message>
        <message>
            <source>2 to 30 letters, digits, hyphens or underscores, as the DFSP writes it in FSPIOP-Source.</source>
            <translation>2 à 30 lettres, chiffres, traits d’union ou tirets bas, tels que le DFSP les écrit dans FSPIOP-Source.</translation>
        </message>
        <message>
            <source>A position and a settlement account are made; more currencies can follow.</source>
            <translation>Un compte de position et un compte de règlement sont créés ; d’autres devises peuvent suivre.</translation>
        </message>
        <message>
            <source>Net debit cap</source>
            <translation>Plafond de débit net</translation>
        </message>
        <message>
            <source>How far the position may go before payments are refused (4001, 4200).</source>
            <translation>Jusqu’où la position peut aller avant que les paiements soient refusés (4001, 4200).</translation>
        </message>
        <message>
            <source>First funds, optional</source>
            <translation>Premiers fonds, facultatif</translation>
        </message>
        <message>
            <source>Bank reference</source>
            <translation>Référence bancaire</translation>
        </message>
        <message>
            <source>Money that the settlement bank already holds for this participant.</source>
            <translation>Argent que la banque de règlement détient déjà pour ce participant.</translation>
        </message>
        <message numerus="yes">
            <source>Reason, at least %n character(s)</source>
            <translation>
                <numerusform>Motif, au moins %n caractère</numerusform>
                <numerusform>Motif, au moins %n caractères</numerusform>
            </translation>
        </message>
        <message>
            <source>Ticket, optional</source>
            <translation>Ticket, facultatif</translation>
        </message>
        <message>
            <source>The name is missing.</source>
            <translation>Le nom manque.</translation>
        </message>
        <message>
            <source>The name has a character that is not allowed.</source>
            <translation>Le nom contient un caractère interdit.</translation>
        </message>
        <message>
            <source>This name is in use.</source>
            <translation>Ce nom est déjà pris.</translation>
        </message>
        <message>
            <source>The cap is missing.</source>
            <translation>Le plafond manque.</translation>
        </message>
        <message>
            <source>The funds are not an amount.</source>
            <translation>Les fonds ne sont pas un montant.</translation>
        </message>
        <message>
            <source>Funds need the bank&apos;s reference.</source>
            <translation>Les fonds demandent la référence de la banque.</translation>
        </message>
        <message>
            <source>The reason is too short.</source>
            <translation>Le motif est trop court.</translation>
        </message>
        <message>
            <source>Name and currency</source>
            <translation>Nom et devise</translation>
        </message>
        <message>
            <source>Cap and first funds</source>
            <translation>Plafond et premiers fonds</translation>
        </message>
        <message>
            <source>Callbacks</source>
            <translation>Rappels</translation>
        </message>
        <message>
            <source>Check and create</source>
            <translation>Vérifier et créer</translation>
        </message>
        <message>
            <source>Step %1 of %2: %3</source>
            <translation>Étape %1 sur %2 : %3</translation>
        </message>
        <message>
            <source>Create %1</source>
            <translation>Créer %1</translation>
        </message>
        <message>
            <source>Participant %1 with accounts in %2</source>
            <translation>Participant %1 avec des comptes en %2</translation>
        </message>
        <message>
            <source>Net debit cap %1</source>
            <translation>Plafond de débit net %1</translation>
        </message>
        <message>
            <source>Funds in %1, reference %2</source>
            <translation>Entrée de fonds %1, référence %2</translation>
        </message>
        <message>
            <source>No funds are recorded</source>
            <translation>Aucun fonds n’est enregistré</translation>
        </message>
        <message>
            <source>No callback address: it cannot receive yet</source>
            <translation>Pas d’adresse de rappel : il ne peut pas encore recevoir</translation>
        </message>
        <message>
            <source>Callbacks of every ticked kind go below this address; each can be changed later. Without one the participant cannot receive.</source>
            <translation>Les rappels de chaque type coché vont sous cette adresse ; chacune peut être changée plus tard. Sans elle, le participant ne peut pas recevoir.</translation>
        </message>
        <message>
            <source>What will be made, in this order</source>
            <translation>Ce qui sera créé, dans cet ordre</translation>
        </message>
        <message numerus="yes">
            <source>%n callback address(es)</source>
            <translation>
                <numerusform>%n adresse de rappel</numerusform>
                <numerusform>%n adresses de rappel</numerusform>
            </translation>
        </message>
        <message>
            <source>Participant %1</source>
            <translation>Participant %1</translation>
        </message>
        <message>
            <source>Position account in %1</source>
            <translation>Compte de position en %1</translation>
        </message>
        <message>
            <source>Settlement account in %1</source>
            <translation>Compte de règlement en %1</translation>
        </message>
        <message>
            <source>Net debit cap %1, position 0</source>
            <translation>Plafond de débit net %1, position 0</translation>
        </message>
        <message>
            <source>%1 to %2</source>
            <translation>%1 vers %2</translation>
        </message>
    </context>
    <context>
        <name>hub::panes::DeliveryDetailView</name>
        <message>
            <source>Deliveries of the participant</source>
            <translation>Livraisons du participant</translation>
        </message>
        <message>
            <source>Addresses</source>
            <translation>Adresses</translation>
        </message>
        <message>
            <source>Failed attempts</source>
            <translation>Tentatives échouées</translation>
        </message>
        <message>
            <source>Given up</source>
            <translation>Abandonnés</translation>
        </message>
        <message>
            <source>Addresses by kind of message</source>
            <translation>Adresses par type de message</translation>
        </message>
        <message>
            <source>Change address</source>
            <translation>Changer l&apos;adresse</translation>
        </message>
        <message>
            <source>Take away</source>
            <translation>Retirer</translation>
        </message>
        <message>
            <source>Set from base URL</source>
            <translation>Fixer depuis l&apos;URL de base</translation>
        </message>
        <message>
            <source>Attempts that failed, newest first</source>
            <translation>Tentatives échouées, les plus récentes d&apos;abord</translation>
        </message>
        <message>
            <source>What was asked and answered</source>
            <translation>Ce qui a été demandé et répondu</translation>
        </message>
        <message>
            <source>Open trace</source>
            <translation>Ouvrir la trace</translation>
        </message>
        <message>
            <source>Part of the reason</source>
            <translation>Partie de la raison</translation>
        </message>
        <message>
            <source>Messages that were given up, newest first</source>
            <translation>Messages abandonnés, les plus récents d&apos;abord</translation>
        </message>
        <message>
            <source>The message as it would be sent</source>
            <translation>Le message tel qu&apos;il serait envoyé</translation>
        </message>
        <message>
            <source>Send again</source>
            <translation>Renvoyer</translation>
        </message>
        <message>
            <source>Send all again</source>
            <translation>Tout renvoyer</translation>
        </message>
        <message>
            <source>Given up (%1)</source>
            <translation>Abandonnés (%1)</translation>
        </message>
        <message>
            <source>breaker closed</source>
            <translation>disjoncteur fermé</translation>
        </message>
        <message>
            <source>breaker open</source>
            <translation>disjoncteur ouvert</translation>
        </message>
        <message>
            <source>breaker half-open</source>
            <translation>disjoncteur à demi ouvert</translation>
        </message>
        <message>
            <source>%1 waiting, %2 under way</source>
            <translation>%1 en attente, %2 en cours</translation>
        </message>
        <message>
            <source>p95 %1</source>
            <translation>p95 %1</translation>
        </message>
        <message>
            <source>last success %1</source>
            <translation>dernier succès %1</translation>
        </message>
        <message>
            <source>last failure %1</source>
            <translation>dernier échec %1</translation>
        </message>
        <message>
            <source>Paused since %1 by %2: %3</source>
            <translation>En pause depuis %1 par %2 : %3</translation>
        </message>
        <message>
            <source>the operator</source>
            <translation>l&apos;opérateur</translation>
        </message>
        <message>
            <source>Probe at %1: %2</source>
            <translation>Essai à %1 : %2</translation>
        </message>
        <message>
            <source>Nothing was changed; there is nothing to show.</source>
            <translation>Rien n&apos;a été changé ; il n&apos;y a rien à montrer.</translation>
        </message>
        <message>
            <source>No attempt to %1 has failed since the hub started.</source>
            <translation>Aucune tentative vers %1 n&apos;a échoué depuis le démarrage du hub.</translation>
        </message>
        <message>
            <source>Status %1</source>
            <translation>Statut %1</translation>
        </message>
        <message>
            <source>No message was given up for this reason.</source>
            <translation>Aucun message n&apos;a été abandonné pour cette raison.</translation>
        </message>
        <message>
            <source>Show all reasons</source>
            <translation>Montrer toutes les raisons</translation>
        </message>
        <message>
            <source>No message to %1 was given up.</source>
            <translation>Aucun message à %1 n&apos;a été abandonné.</translation>
        </message>
    </context>
    <context>
        <name>hub::panes::FinaliseDialog</name>
        <message>
            <source>Continue</source>
            <translation>Continuer</translation>
        </message>
        <message>
            <source>Finalise settlement %1</source>
            <translation>Finaliser le règlement %1</translation>
        </message>
        <message>
            <source>The bank&apos;s file</source>
            <translation>Le fichier de la banque</translation>
        </message>
        <message>
            <source>Drop the bank&apos;s file here, choose it, or type its path and press Enter</source>
            <translation>Déposez ici le fichier de la banque, choisissez-le, ou tapez son chemin et Entrée</translation>
        </message>
        <message>
            <source>Choose…</source>
            <translation>Choisir…</translation>
        </message>
        <message>
            <source>The seventeen checks</source>
            <translation>Les dix-sept contrôles</translation>
        </message>
        <message>
            <source>Check</source>
            <translation>Contrôle</translation>
        </message>
        <message>
            <source>What it asks, and what was found</source>
            <translation>Ce qu’il demande, et ce qui a été trouvé</translation>
        </message>
        <message>
            <source>Outcome</source>
            <translation>Résultat</translation>
        </message>
        <message>
            <source>What the file moves</source>
            <translation>Ce que le fichier déplace</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Annuler</translation>
        </message>
        <message>
            <source>The settlement bank&apos;s file (CSV or workbook)</source>
            <translation>Le fichier de la banque de règlement (CSV ou classeur)</translation>
        </message>
        <message>
            <source>Checks; Space ticks a warning that is accepted</source>
            <translation>Contrôles ; Espace coche un avertissement accepté</translation>
        </message>
        <message>
            <source>What it moves</source>
            <translation>Ce qu’il déplace</translation>
        </message>
        <message>
            <source>The bank&apos;s answer to the initiation sheet of this settlement goes here. The sheet is saved with Save report.</source>
            <translation>La réponse de la banque à la feuille d’initiation de ce règlement vient ici. La feuille s’enregistre avec Enregistrer un rapport.</translation>
        </message>
        <message>
            <source>Take over the bank&apos;s balance: book what it differs by</source>
            <translation>Reprendre le solde de la banque : comptabiliser l’écart</translation>
        </message>
        <message>
            <source>Lower caps that are above the new balance to it</source>
            <translation>Abaisser au nouveau solde les plafonds qui le dépassent</translation>
        </message>
        <message>
            <source>Raise caps that are below the new balance to it</source>
            <translation>Relever au nouveau solde les plafonds inférieurs</translation>
        </message>
        <message>
            <source>CSV and workbooks (*.csv *.xlsx);;All files (*)</source>
            <translation>CSV et classeurs (*.csv *.xlsx);;Tous les fichiers (*)</translation>
        </message>
        <message>
            <source>The file cannot be read; nothing was moved.</source>
            <translation>Le fichier est illisible ; rien n’a été déplacé.</translation>
        </message>
        <message>
            <source>Nothing was moved.</source>
            <translation>Rien n’a été déplacé.</translation>
        </message>
        <message>
            <source>error</source>
            <translation>erreur</translation>
        </message>
        <message>
            <source>warning</source>
            <translation>avertissement</translation>
        </message>
        <message>
            <source>passed</source>
            <translation>réussi</translation>
        </message>
        <message numerus="yes">
            <source>%n error(s)</source>
            <translation>
                <numerusform>%n erreur</numerusform>
                <numerusform>%n erreurs</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n warning(s)</source>
            <translation>
                <numerusform>%n avertissement</numerusform>
                <numerusform>%n avertissements</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n error(s): this file cannot be used. Nothing was moved.</source>
            <translation>
                <numerusform>%n erreur : ce fichier est inutilisable. Rien n’a été déplacé.</numerusform>
                <numerusform>%n erreurs : ce fichier est inutilisable. Rien n’a été déplacé.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n warning(s) to be ticked.</source>
            <translation>
                <numerusform>%n avertissement à cocher.</numerusform>
                <numerusform>%n avertissements à cocher.</numerusform>
            </translation>
        </message>
        <message>
            <source>No error; every warning is accepted.</source>
            <translation>Aucune erreur ; chaque avertissement est accepté.</translation>
        </message>
        <message>
            <source>All 17 checks passed.</source>
            <translation>Les 17 contrôles sont réussis.</translation>
        </message>
    </context>
    <context>
        <name>hub::panes::ForwardedDetailView</name>
        <message>
            <source>Details of the message</source>
            <translation>Détails du message</translation>
        </message>
        <message>
            <source>Facts</source>
            <translation>Faits</translation>
        </message>
        <message>
            <source>Passed on</source>
            <translation>Transmis</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>Copier</translation>
        </message>
        <message>
            <source>Id</source>
            <translation>Id</translation>
        </message>
        <message>
            <source>Trace id</source>
            <translation>Id de la trace</translation>
        </message>
        <message>
            <source>All facts as text</source>
            <translation>Tous les faits en texte</translation>
        </message>
        <message>
            <source>Trace</source>
            <translation>Trace</translation>
        </message>
        <message>
            <source>hub</source>
            <translation>hub</translation>
        </message>
        <message>
            <source>Kind</source>
            <translation>Type</translation>
        </message>
        <message>
            <source>Asked</source>
            <translation>Demandé</translation>
        </message>
        <message>
            <source>Answered after</source>
            <translation>Répondu après</translation>
        </message>
        <message>
            <source>Amount</source>
            <translation>Montant</translation>
        </message>
        <message>
            <source>Party</source>
            <translation>Partie</translation>
        </message>
        <message>
            <source>Error</source>
            <translation>Erreur</translation>
        </message>
    </context>
    <context>
        <name>hub::panes::ForwardedView</name>
        <message>
            <source>Choose a line to see its messages.</source>
            <translation>Choisissez une ligne pour voir ses messages.</translation>
        </message>
        <message>
            <source>Kind of message</source>
            <translation>Type de message</translation>
        </message>
        <message>
            <source>“%1” cannot be searched with this value</source>
            <translation>« %1 » ne peut pas être cherché avec cette valeur</translation>
        </message>
        <message>
            <source>Look further back</source>
            <translation>Chercher plus loin</translation>
        </message>
        <message>
            <source>Nothing fits back to %1.</source>
            <translation>Rien ne correspond jusqu’au %1.</translation>
        </message>
        <message>
            <source>Nothing of this kind is among the newest messages.</source>
            <translation>Rien de ce type parmi les messages les plus récents.</translation>
        </message>
        <message>
            <source>None is kept. The hub passes these messages on without storing them; what is shown here comes from their traces.</source>
            <translation>Aucun n’est gardé. Le hub transmet ces messages sans les garder ; ce qui est montré ici vient de leurs traces.</translation>
        </message>
        <message>
            <source>Open participants</source>
            <translation>Ouvrir les participants</translation>
        </message>
        <message>
            <source>Nothing that is kept fits this filter.</source>
            <translation>Rien de ce qui est gardé ne correspond à ce filtre.</translation>
        </message>
        <message>
            <source>Clear the filter</source>
            <translation>Effacer le filtre</translation>
        </message>
        <message numerus="yes">
            <source>%n row(s)</source>
            <translation>
                <numerusform>%n ligne</numerusform>
                <numerusform>%n lignes</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n row(s), more below</source>
            <translation>
                <numerusform>%n ligne, d’autres plus bas</numerusform>
                <numerusform>%n lignes, d’autres plus bas</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>hub::panes::HealthPane</name>
        <message>
            <source>Hub health</source>
            <translation>État du hub</translation>
        </message>
        <message>
            <source>Run self checks</source>
            <translation>Lancer les contrôles</translation>
        </message>
        <message>
            <source>Services</source>
            <translation>Services</translation>
        </message>
        <message>
            <source>Queues</source>
            <translation>Files</translation>
        </message>
        <message>
            <source>Outbound lanes</source>
            <translation>Voies sortantes</translation>
        </message>
        <message>
            <source>Ledger self checks</source>
            <translation>Contrôles du grand livre</translation>
        </message>
        <message>
            <source>Hub</source>
            <translation>Hub</translation>
        </message>
        <message>
            <source>Transfers</source>
            <translation>Transferts</translation>
        </message>
        <message>
            <source>p50</source>
            <translation>p50</translation>
        </message>
        <message>
            <source>p95</source>
            <translation>p95</translation>
        </message>
        <message>
            <source>p99</source>
            <translation>p99</translation>
        </message>
        <message>
            <source>Dropped trace steps</source>
            <translation>Étapes de trace perdues</translation>
        </message>
        <message>
            <source>for %1, %2</source>
            <translation>depuis %1, %2</translation>
        </message>
        <message>
            <source>Version %1</source>
            <translation>Version %1</translation>
        </message>
        <message>
            <source>%1/s</source>
            <translation>%1/s</translation>
        </message>
        <message>
            <source>%1 committed</source>
            <translation>%1 validés</translation>
        </message>
        <message>
            <source>half are faster</source>
            <translation>la moitié plus vite</translation>
        </message>
        <message>
            <source>95 of 100 are faster</source>
            <translation>95 sur 100 plus vite</translation>
        </message>
        <message>
            <source>99 of 100 are faster</source>
            <translation>99 sur 100 plus vite</translation>
        </message>
        <message>
            <source>since the start</source>
            <translation>depuis le démarrage</translation>
        </message>
        <message>
            <source>The checks did not run.</source>
            <translation>Les contrôles n’ont pas été faits.</translation>
        </message>
        <message numerus="yes">
            <source>All %n check(s) hold.</source>
            <translation>
                <numerusform>Le contrôle (%n) est bon.</numerusform>
                <numerusform>Les %n contrôles sont bons.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n check(s) are broken.</source>
            <translation>
                <numerusform>%n contrôle est en défaut.</numerusform>
                <numerusform>%n contrôles sont en défaut.</numerusform>
            </translation>
        </message>
        <message>
            <source>See the list below.</source>
            <translation>Voir la liste ci-dessous.</translation>
        </message>
    </context>
    <context>
        <name>hub::panes::ModelsPane</name>
        <message>
            <source>Settlement models</source>
            <translation>Modèles de règlement</translation>
        </message>
        <message>
            <source>New model</source>
            <translation>Nouveau modèle</translation>
        </message>
        <message>
            <source>Deactivate</source>
            <translation>Désactiver</translation>
        </message>
        <message>
            <source>Which model settles what</source>
            <translation>Quel modèle règle quoi</translation>
        </message>
        <message>
            <source>A model says how the movements of one kind of account are settled. Without one no window can be settled.</source>
            <translation>Un modèle dit comment les mouvements d’un type de compte sont réglés. Sans lui aucune fenêtre ne peut être réglée.</translation>
        </message>
        <message>
            <source>Create the first model</source>
            <translation>Créer le premier modèle</translation>
        </message>
        <message>
            <source>0 of %1 models match this filter.</source>
            <translation>0 modèle sur %1 correspond à ce filtre.</translation>
        </message>
        <message>
            <source>Clear the filter</source>
            <translation>Effacer le filtre</translation>
        </message>
        <message>
            <source>Activate</source>
            <translation>Activer</translation>
        </message>
    </context>
    <context>
        <name>hub::panes::NewSettlementDialog</name>
        <message>
            <source>Continue</source>
            <translation>Continuer</translation>
        </message>
        <message>
            <source>New settlement</source>
            <translation>Nouveau règlement</translation>
        </message>
        <message>
            <source>Settlement model</source>
            <translation>Modèle de règlement</translation>
        </message>
        <message>
            <source>Windows</source>
            <translation>Fenêtres</translation>
        </message>
        <message>
            <source>What it comes to</source>
            <translation>Ce que cela donne</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Annuler</translation>
        </message>
        <message>
            <source>Model</source>
            <translation>Modèle</translation>
        </message>
        <message>
            <source>Windows that fit it; Space ticks</source>
            <translation>Fenêtres qui conviennent ; Espace coche</translation>
        </message>
        <message>
            <source>Tick the windows to settle.</source>
            <translation>Cochez les fenêtres à régler.</translation>
        </message>
        <message>
            <source>The models cannot be shown.</source>
            <translation>Les modèles ne peuvent pas être affichés.</translation>
        </message>
        <message>
            <source>default</source>
            <translation>défaut</translation>
        </message>
        <message>
            <source>There is no active model that settles net and deferred.</source>
            <translation>Il n’y a aucun modèle actif qui règle en net différé.</translation>
        </message>
        <message>
            <source>The windows cannot be shown.</source>
            <translation>Les fenêtres ne peuvent pas être affichées.</translation>
        </message>
        <message numerus="yes">
            <source>Window %1   %2   closed %3   %n transfer(s)</source>
            <translation>
                <numerusform>Fenêtre %1   %2   fermée %3   %n transfert</numerusform>
                <numerusform>Fenêtre %1   %2   fermée %3   %n transferts</numerusform>
            </translation>
        </message>
        <message>
            <source>No closed window waits for its settlement.</source>
            <translation>Aucune fenêtre fermée n’attend son règlement.</translation>
        </message>
        <message>
            <source>Nothing was made.</source>
            <translation>Rien n’a été fait.</translation>
        </message>
        <message>
            <source>%1 to be paid, sum of all nets %2</source>
            <translation>%1 à payer, somme de tous les nets %2</translation>
        </message>
    </context>
    <context>
        <name>hub::panes::Onboarding</name>
        <message>
            <source>participant created</source>
            <translation>participant créé</translation>
        </message>
        <message>
            <source>accounts opened with their cap</source>
            <translation>comptes ouverts avec leur plafond</translation>
        </message>
        <message>
            <source>funds recorded</source>
            <translation>fonds enregistrés</translation>
        </message>
        <message>
            <source>callback addresses set</source>
            <translation>adresses de rappel fixées</translation>
        </message>
    </context>
    <context>
        <name>hub::panes::OracleActions</name>
        <message>
            <source>New oracle</source>
            <translation>Nouvel oracle</translation>
        </message>
        <message>
            <source>Continue</source>
            <translation>Continuer</translation>
        </message>
        <message>
            <source>any</source>
            <translation>toutes</translation>
        </message>
        <message>
            <source>default for the party type</source>
            <translation>par défaut pour ce type de partie</translation>
        </message>
        <message>
            <source>Address</source>
            <translation>Adresse</translation>
        </message>
        <message>
            <source>Party type</source>
            <translation>Type de partie</translation>
        </message>
        <message>
            <source>Currency</source>
            <translation>Devise</translation>
        </message>
        <message>
            <source>An http or https address, or %1, is needed.</source>
            <translation>Il faut une adresse http ou https, ou %1.</translation>
        </message>
        <message>
            <source>Register an oracle for %1?</source>
            <translation>Enregistrer un oracle pour %1 ?</translation>
        </message>
        <message>
            <source>Look-ups of %1 then go to %2.</source>
            <translation>Les recherches de %1 vont alors à %2.</translation>
        </message>
        <message>
            <source>Register oracle</source>
            <translation>Enregistrer l’oracle</translation>
        </message>
        <message>
            <source>Leave as it is</source>
            <translation>Laisser tel quel</translation>
        </message>
        <message>
            <source>The oracle for %1 is registered.</source>
            <translation>L’oracle pour %1 est enregistré.</translation>
        </message>
        <message>
            <source>No oracle was registered.</source>
            <translation>Aucun oracle n’a été enregistré.</translation>
        </message>
        <message>
            <source>Oracle for %1</source>
            <translation>Oracle pour %1</translation>
        </message>
        <message>
            <source>An http or https address is needed.</source>
            <translation>Il faut une adresse http ou https.</translation>
        </message>
        <message>
            <source>Nothing is changed yet.</source>
            <translation>Rien n’est encore changé.</translation>
        </message>
        <message>
            <source>Change the oracle for %1?</source>
            <translation>Modifier l’oracle pour %1 ?</translation>
        </message>
        <message>
            <source>Before: %1</source>
            <translation>Avant : %1</translation>
        </message>
        <message>
            <source>After: %1</source>
            <translation>Après : %1</translation>
        </message>
        <message>
            <source>Change address</source>
            <translation>Modifier l’adresse</translation>
        </message>
        <message>
            <source>The oracle for %1 is changed.</source>
            <translation>L’oracle pour %1 est modifié.</translation>
        </message>
        <message>
            <source>The oracle was not changed.</source>
            <translation>L’oracle n’a pas été modifié.</translation>
        </message>
        <message>
            <source>Deactivate the oracle for %1?</source>
            <translation>Désactiver l’oracle pour %1 ?</translation>
        </message>
        <message>
            <source>Address: %1</source>
            <translation>Adresse : %1</translation>
        </message>
        <message>
            <source>Another oracle answers for %1.</source>
            <translation>Un autre oracle répond pour %1.</translation>
        </message>
        <message>
            <source>No oracle is left for %1: every look-up of it fails.</source>
            <translation>Il ne reste aucun oracle pour %1 : toute recherche échoue.</translation>
        </message>
        <message>
            <source>Deactivate oracle</source>
            <translation>Désactiver l’oracle</translation>
        </message>
        <message>
            <source>Keep it</source>
            <translation>Le garder</translation>
        </message>
        <message>
            <source>The oracle for %1 is deactivated.</source>
            <translation>L’oracle pour %1 est désactivé.</translation>
        </message>
        <message>
            <source>Test a look-up</source>
            <translation>Tester une recherche</translation>
        </message>
        <message>
            <source>Look up</source>
            <translation>Rechercher</translation>
        </message>
        <message>
            <source>Identifier</source>
            <translation>Identifiant</translation>
        </message>
        <message>
            <source>Sub-id, optional</source>
            <translation>Sous-identifiant, facultatif</translation>
        </message>
        <message>
            <source>The identifier is missing.</source>
            <translation>L’identifiant manque.</translation>
        </message>
        <message>
            <source>Nothing was changed.</source>
            <translation>Rien n’a été modifié.</translation>
        </message>
        <message>
            <source>%1 is not found: a DFSP would get %2 %3 (%4).</source>
            <translation>%1 est introuvable : un DFSP recevrait %2 %3 (%4).</translation>
        </message>
        <message>
            <source>%1 is with %2, says %3 after %4.</source>
            <translation>%1 est chez %2, selon %3 après %4.</translation>
        </message>
        <message>
            <source>Add to the built-in directory</source>
            <translation>Ajouter à l’annuaire intégré</translation>
        </message>
        <message>
            <source>Participant</source>
            <translation>Participant</translation>
        </message>
        <message>
            <source>The participant is missing.</source>
            <translation>Le participant manque.</translation>
        </message>
        <message>
            <source>Add %1?</source>
            <translation>Ajouter %1 ?</translation>
        </message>
        <message>
            <source>It is with %1. When another participant holds it, nothing changes.</source>
            <translation>La partie est chez %1. Si un autre participant la détient, rien ne change.</translation>
        </message>
        <message>
            <source>Add entry</source>
            <translation>Ajouter une entrée</translation>
        </message>
        <message>
            <source>The directory took %1.</source>
            <translation>L’annuaire a pris %1.</translation>
        </message>
        <message>
            <source>Remove %1 from the directory?</source>
            <translation>Retirer %1 de l’annuaire ?</translation>
        </message>
        <message>
            <source>It is with %1 now; look-ups of it then find nobody.</source>
            <translation>La partie est chez %1 ; les recherches ne trouveront plus personne.</translation>
        </message>
        <message>
            <source>Remove entry</source>
            <translation>Retirer l’entrée</translation>
        </message>
        <message>
            <source>%1 is removed.</source>
            <translation>%1 est retiré.</translation>
        </message>
        <message>
            <source>The entry was not removed.</source>
            <translation>L’entrée n’a pas été retirée.</translation>
        </message>
        <message>
            <source>dry run of an import</source>
            <translation>essai à blanc d’un import</translation>
        </message>
        <message>
            <source>Nothing was imported.</source>
            <translation>Rien n’a été importé.</translation>
        </message>
        <message>
            <source>%1 rows: %2 new, %3 there already, %4 in conflict, %5 wrong.</source>
            <translation>%1 lignes : %2 nouvelles, %3 déjà là, %4 en conflit, %5 fausses.</translation>
        </message>
        <message>
            <source>Line %1: %2</source>
            <translation>Ligne %1 : %2</translation>
        </message>
        <message>
            <source>Line %1: %2 is with %3, the file says %4.</source>
            <translation>Ligne %1 : %2 est chez %3, le fichier dit %4.</translation>
        </message>
        <message>
            <source>Import %1</source>
            <translation>Importer %1</translation>
        </message>
        <message>
            <source>conflicts move to the participant of the file</source>
            <translation>les conflits passent au participant du fichier</translation>
        </message>
        <message>
            <source>Nothing is imported while lines are wrong.</source>
            <translation>Rien n’est importé tant que des lignes sont fausses.</translation>
        </message>
        <message numerus="yes">
            <source>Import %n entry(s)?</source>
            <translation>
                <numerusform>Importer %n entrée ?</numerusform>
                <numerusform>Importer %n entrées ?</numerusform>
            </translation>
        </message>
        <message>
            <source>From %1.</source>
            <translation>De %1.</translation>
        </message>
        <message numerus="yes">
            <source>%n conflict(s) move.</source>
            <translation>
                <numerusform>%n conflit est déplacé.</numerusform>
                <numerusform>%n conflits sont déplacés.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n conflict(s) stay as they are.</source>
            <translation>
                <numerusform>%n conflit reste tel quel.</numerusform>
                <numerusform>%n conflits restent tels quels.</numerusform>
            </translation>
        </message>
        <message>
            <source>Import</source>
            <translation>Importer</translation>
        </message>
        <message>
            <source>%1 is imported.</source>
            <translation>%1 est importé.</translation>
        </message>
        <message>
            <source>Change nothing</source>
            <translation>Ne rien changer</translation>
        </message>
        <message>
            <source>The directory was not changed.</source>
            <translation>L’annuaire n’a pas été modifié.</translation>
        </message>
        <message numerus="yes">
            <source>%n conflict(s) were left.</source>
            <translation>
                <numerusform>%n conflit a été laissé.</numerusform>
                <numerusform>%n conflits ont été laissés.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>hub::panes::OraclesPane</name>
        <message>
            <source>Oracles</source>
            <translation>Oracles</translation>
        </message>
        <message>
            <source>Test look-up</source>
            <translation>Tester une recherche</translation>
        </message>
        <message>
            <source>Change address</source>
            <translation>Modifier l’adresse</translation>
        </message>
        <message>
            <source>Deactivate</source>
            <translation>Désactiver</translation>
        </message>
        <message>
            <source>New oracle</source>
            <translation>Nouvel oracle</translation>
        </message>
        <message>
            <source>Party type</source>
            <translation>Type de partie</translation>
        </message>
        <message>
            <source>all types</source>
            <translation>tous les types</translation>
        </message>
        <message>
            <source>Start of the identifier</source>
            <translation>Début de l’identifiant</translation>
        </message>
        <message>
            <source>Built-in directory</source>
            <translation>Annuaire intégré</translation>
        </message>
        <message>
            <source>Add entry</source>
            <translation>Ajouter une entrée</translation>
        </message>
        <message>
            <source>Remove entry</source>
            <translation>Retirer l’entrée</translation>
        </message>
        <message>
            <source>Import CSV</source>
            <translation>Importer un CSV</translation>
        </message>
        <message>
            <source>Export CSV</source>
            <translation>Exporter en CSV</translation>
        </message>
        <message>
            <source>No oracle is registered: every look-up of a party fails. Register one, or let the built-in directory answer.</source>
            <translation>Aucun oracle n’est enregistré : toute recherche d’une partie échoue. Enregistrez-en un, ou laissez répondre l’annuaire intégré.</translation>
        </message>
        <message>
            <source>Register the first oracle</source>
            <translation>Enregistrer le premier oracle</translation>
        </message>
        <message>
            <source>0 of %1 oracles match this filter.</source>
            <translation>0 oracle sur %1 répond à ce filtre.</translation>
        </message>
        <message>
            <source>Clear the filter</source>
            <translation>Effacer le filtre</translation>
        </message>
        <message>
            <source>%1 entries</source>
            <translation>%1 entrées</translation>
        </message>
        <message>
            <source>The built-in directory is empty. DFSPs fill it with POST /participants; it can also be imported.</source>
            <translation>L’annuaire intégré est vide. Les DFSP le remplissent par POST /participants ; un import est aussi possible.</translation>
        </message>
        <message>
            <source>Add the first entry</source>
            <translation>Ajouter la première entrée</translation>
        </message>
        <message>
            <source>No entry begins like this.</source>
            <translation>Aucune entrée ne commence ainsi.</translation>
        </message>
        <message>
            <source>Show all entries</source>
            <translation>Montrer toutes les entrées</translation>
        </message>
        <message>
            <source>Import associations</source>
            <translation>Importer des associations</translation>
        </message>
        <message>
            <source>CSV (*.csv);;All files (*)</source>
            <translation>CSV (*.csv);;Tous les fichiers (*)</translation>
        </message>
        <message numerus="yes">
            <source>The file cannot be read, or is over %n MiB.</source>
            <translation>
                <numerusform>Le fichier est illisible ou dépasse %n Mio.</numerusform>
                <numerusform>Le fichier est illisible ou dépasse %n Mio.</numerusform>
            </translation>
        </message>
        <message>
            <source>Export associations</source>
            <translation>Exporter des associations</translation>
        </message>
        <message>
            <source>Nothing was written.</source>
            <translation>Rien n’a été écrit.</translation>
        </message>
        <message>
            <source>Written to %1.</source>
            <translation>Écrit dans %1.</translation>
        </message>
    </context>
    <context>
        <name>hub::panes::Pane</name>
        <message>
            <source>The figures below are the last known ones.</source>
            <translation>Les chiffres ci-dessous sont les derniers connus.</translation>
        </message>
        <message>
            <source>Nothing was changed; there is nothing to show.</source>
            <translation>Rien n’a été modifié ; il n’y a rien à montrer.</translation>
        </message>
        <message>
            <source>No answer came: whether it was done is not known. Look before you repeat it.</source>
            <translation>Aucune réponse n’est venue : on ne sait pas si c’est fait. Vérifiez avant de recommencer.</translation>
        </message>
        <message>
            <source>Missing permission: %1.</source>
            <translation>Permission manquante : %1.</translation>
        </message>
    </context>
    <context>
        <name>hub::panes::ParticipantActions</name>
        <message>
            <source>Activate %1?</source>
            <translation>Activer %1 ?</translation>
        </message>
        <message>
            <source>Deactivate %1?</source>
            <translation>Désactiver %1 ?</translation>
        </message>
        <message>
            <source>Its payments are accepted again at once.</source>
            <translation>Ses paiements sont de nouveau acceptés aussitôt.</translation>
        </message>
        <message>
            <source>New payments from and to %1 are refused at once.</source>
            <translation>Les nouveaux paiements de et vers %1 sont refusés aussitôt.</translation>
        </message>
        <message>
            <source>Transfers that are already reserved still complete or expire.</source>
            <translation>Les transferts déjà réservés aboutissent ou expirent encore.</translation>
        </message>
        <message>
            <source>Its funds cannot be moved meanwhile, so what it owes or is owed is not settled. Pausing it stops its payments only.</source>
            <translation>Ses fonds ne peuvent pas être déplacés pendant ce temps : ce qu’il doit ou ce qui lui est dû n’est pas réglé. Une pause n’arrête que ses paiements.</translation>
        </message>
        <message>
            <source>Activate %1</source>
            <translation>Activer %1</translation>
        </message>
        <message>
            <source>Deactivate %1</source>
            <translation>Désactiver %1</translation>
        </message>
        <message>
            <source>Keep inactive</source>
            <translation>Laisser inactif</translation>
        </message>
        <message>
            <source>Keep active</source>
            <translation>Laisser actif</translation>
        </message>
        <message>
            <source>%1 is active.</source>
            <translation>%1 est actif.</translation>
        </message>
        <message>
            <source>%1 is inactive.</source>
            <translation>%1 est inactif.</translation>
        </message>
        <message>
            <source>%1 was not changed.</source>
            <translation>%1 n’a pas été modifié.</translation>
        </message>
        <message>
            <source>Add a currency to %1</source>
            <translation>Ajouter une devise à %1</translation>
        </message>
        <message>
            <source>Add currency</source>
            <translation>Ajouter une devise</translation>
        </message>
        <message>
            <source>Currency</source>
            <translation>Devise</translation>
        </message>
        <message>
            <source>Add %1 accounts to %2?</source>
            <translation>Ajouter des comptes %1 à %2 ?</translation>
        </message>
        <message>
            <source>A position and a settlement account are made.</source>
            <translation>Un compte de position et un compte de règlement sont créés.</translation>
        </message>
        <message>
            <source>Add %1 accounts</source>
            <translation>Ajouter les comptes %1</translation>
        </message>
        <message>
            <source>Leave as it is</source>
            <translation>Ne rien changer</translation>
        </message>
        <message>
            <source>%1 has accounts in %2.</source>
            <translation>%1 a des comptes en %2.</translation>
        </message>
        <message>
            <source>No account was made.</source>
            <translation>Aucun compte n’a été créé.</translation>
        </message>
        <message>
            <source>Continue</source>
            <translation>Continuer</translation>
        </message>
        <message>
            <source>The cap is not an amount.</source>
            <translation>Le plafond n’est pas un montant.</translation>
        </message>
        <message>
            <source>Open the %1 accounts of %2</source>
            <translation>Ouvrir les comptes %1 de %2</translation>
        </message>
        <message>
            <source>Net debit cap, %1</source>
            <translation>Plafond de débit net, %1</translation>
        </message>
        <message>
            <source>Open the %1 accounts of %2?</source>
            <translation>Ouvrir les comptes %1 de %2 ?</translation>
        </message>
        <message>
            <source>Net debit cap %1, position 0.</source>
            <translation>Plafond de débit net %1, position 0.</translation>
        </message>
        <message>
            <source>Open %1 accounts</source>
            <translation>Ouvrir les comptes %1</translation>
        </message>
        <message>
            <source>Keep closed</source>
            <translation>Laisser fermés</translation>
        </message>
        <message>
            <source>The %1 accounts of %2 are open.</source>
            <translation>Les comptes %1 de %2 sont ouverts.</translation>
        </message>
        <message>
            <source>No account was opened.</source>
            <translation>Aucun compte n’a été ouvert.</translation>
        </message>
        <message>
            <source>Callback address of %1</source>
            <translation>Adresse de rappel de %1</translation>
        </message>
        <message>
            <source>Type</source>
            <translation>Type</translation>
        </message>
        <message>
            <source>Address</source>
            <translation>Adresse</translation>
        </message>
        <message>
            <source>The address is missing.</source>
            <translation>L’adresse manque.</translation>
        </message>
        <message>
            <source>Before: %1</source>
            <translation>Avant : %1</translation>
        </message>
        <message>
            <source>After: %1</source>
            <translation>Après : %1</translation>
        </message>
        <message>
            <source>Set %1 of %2?</source>
            <translation>Fixer %1 de %2 ?</translation>
        </message>
        <message>
            <source>Set address</source>
            <translation>Fixer l’adresse</translation>
        </message>
        <message>
            <source>%1 of %2 is set.</source>
            <translation>%1 de %2 est fixée.</translation>
        </message>
        <message>
            <source>The address was not changed.</source>
            <translation>L’adresse n’a pas été modifiée.</translation>
        </message>
        <message>
            <source>Delete %1 of %2?</source>
            <translation>Supprimer %1 de %2 ?</translation>
        </message>
        <message>
            <source>Callbacks of this kind then have nowhere to go, unless the generic address covers them.</source>
            <translation>Les rappels de ce genre n’ont alors plus de destination, sauf si l’adresse générale les couvre.</translation>
        </message>
        <message>
            <source>Delete address</source>
            <translation>Supprimer l’adresse</translation>
        </message>
        <message>
            <source>Keep it</source>
            <translation>La garder</translation>
        </message>
        <message>
            <source>%1 of %2 is deleted.</source>
            <translation>%1 de %2 est supprimée.</translation>
        </message>
        <message>
            <source>Pause %1?</source>
            <translation>Mettre %1 en pause ?</translation>
        </message>
        <message>
            <source>Resume %1?</source>
            <translation>Reprendre %1 ?</translation>
        </message>
        <message>
            <source>What is under way still completes; funds and settlement go on.</source>
            <translation>Ce qui est en cours aboutit encore ; fonds et règlement continuent.</translation>
        </message>
        <message>
            <source>Pause %1</source>
            <translation>Mettre %1 en pause</translation>
        </message>
        <message>
            <source>Resume %1</source>
            <translation>Reprendre %1</translation>
        </message>
        <message>
            <source>Let it go on</source>
            <translation>Laisser continuer</translation>
        </message>
        <message>
            <source>Keep it paused</source>
            <translation>Laisser en pause</translation>
        </message>
        <message>
            <source>%1 is paused.</source>
            <translation>%1 est en pause.</translation>
        </message>
        <message>
            <source>%1 goes on.</source>
            <translation>%1 reprend.</translation>
        </message>
        <message>
            <source>Restrict %1</source>
            <translation>Restreindre %1</translation>
        </message>
        <message>
            <source>Which payments it may make</source>
            <translation>Quels paiements lui sont permis</translation>
        </message>
        <message>
            <source>This participant</source>
            <translation>Ce participant</translation>
        </message>
        <message>
            <source>This is how it stands already.</source>
            <translation>C’est déjà le cas.</translation>
        </message>
        <message>
            <source>%1 %2 from now on?</source>
            <translation>%1 %2 désormais ?</translation>
        </message>
        <message>
            <source>Before: %1.</source>
            <translation>Avant : %1.</translation>
        </message>
        <message>
            <source>Set %1</source>
            <translation>Appliquer à %1</translation>
        </message>
        <message>
            <source>%1 %2.</source>
            <translation>%1 %2.</translation>
        </message>
        <message>
            <source>Add a contact of %1</source>
            <translation>Ajouter un contact de %1</translation>
        </message>
        <message>
            <source>Change the contact %1</source>
            <translation>Modifier le contact %1</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Nom</translation>
        </message>
        <message>
            <source>Role</source>
            <translation>Rôle</translation>
        </message>
        <message>
            <source>E-mail</source>
            <translation>Courriel</translation>
        </message>
        <message>
            <source>Telephone</source>
            <translation>Téléphone</translation>
        </message>
        <message>
            <source>A name is needed.</source>
            <translation>Un nom est nécessaire.</translation>
        </message>
        <message>
            <source>An e-mail address or a telephone number is needed.</source>
            <translation>Un courriel ou un numéro de téléphone est nécessaire.</translation>
        </message>
        <message>
            <source>This is no e-mail address.</source>
            <translation>Ce n’est pas une adresse de courriel.</translation>
        </message>
        <message>
            <source>Add %1 to the contacts of %2?</source>
            <translation>Ajouter %1 aux contacts de %2 ?</translation>
        </message>
        <message>
            <source>Change the contact %1 of %2?</source>
            <translation>Modifier le contact %1 de %2 ?</translation>
        </message>
        <message>
            <source>Add contact</source>
            <translation>Ajouter un contact</translation>
        </message>
        <message>
            <source>Change contact</source>
            <translation>Modifier le contact</translation>
        </message>
        <message>
            <source>%1 is a contact of %2.</source>
            <translation>%1 est un contact de %2.</translation>
        </message>
        <message>
            <source>The contacts were not changed.</source>
            <translation>Les contacts n’ont pas été modifiés.</translation>
        </message>
        <message>
            <source>Remove %1 from the contacts of %2?</source>
            <translation>Retirer %1 des contacts de %2 ?</translation>
        </message>
        <message>
            <source>The audit keeps that it was there.</source>
            <translation>L’audit en garde la trace.</translation>
        </message>
        <message>
            <source>Remove contact</source>
            <translation>Retirer le contact</translation>
        </message>
        <message>
            <source>%1 is no contact of %2 any more.</source>
            <translation>%1 n’est plus un contact de %2.</translation>
        </message>
    </context>
    <context>
        <name>hub::panes::ParticipantDetailView</name>
        <message>
            <source>Accounts</source>
            <translation>Comptes</translation>
        </message>
        <message>
            <source>Limits</source>
            <translation>Limites</translation>
        </message>
        <message>
            <source>Callbacks</source>
            <translation>Rappels</translation>
        </message>
        <message>
            <source>Add currency</source>
            <translation>Ajouter une devise</translation>
        </message>
        <message>
            <source>Its transfers</source>
            <translation>Ses transferts</translation>
        </message>
        <message>
            <source>Record funds in</source>
            <translation>Enregistrer une entrée</translation>
        </message>
        <message>
            <source>Open with a cap</source>
            <translation>Ouvrir avec un plafond</translation>
        </message>
        <message>
            <source>Deactivate account</source>
            <translation>Désactiver le compte</translation>
        </message>
        <message>
            <source>Change cap</source>
            <translation>Modifier le plafond</translation>
        </message>
        <message>
            <source>Callback addresses</source>
            <translation>Adresses de rappel</translation>
        </message>
        <message>
            <source>Add address</source>
            <translation>Ajouter une adresse</translation>
        </message>
        <message>
            <source>Change address</source>
            <translation>Modifier l’adresse</translation>
        </message>
        <message>
            <source>Delete address</source>
            <translation>Supprimer l’adresse</translation>
        </message>
        <message>
            <source>Deactivate</source>
            <translation>Désactiver</translation>
        </message>
        <message>
            <source>Activate</source>
            <translation>Activer</translation>
        </message>
        <message>
            <source>Activate account</source>
            <translation>Activer le compte</translation>
        </message>
        <message>
            <source>Details of the participant</source>
            <translation>Détails du participant</translation>
        </message>
        <message>
            <source>Contacts</source>
            <translation>Contacts</translation>
        </message>
        <message>
            <source>Restrict</source>
            <translation>Restreindre</translation>
        </message>
        <message>
            <source>Add contact</source>
            <translation>Ajouter un contact</translation>
        </message>
        <message>
            <source>Change contact</source>
            <translation>Modifier le contact</translation>
        </message>
        <message>
            <source>Remove contact</source>
            <translation>Retirer le contact</translation>
        </message>
        <message>
            <source>Resume</source>
            <translation>Reprendre</translation>
        </message>
        <message>
            <source>Pause</source>
            <translation>Mettre en pause</translation>
        </message>
        <message>
            <source>Readiness</source>
            <translation>Préparation</translation>
        </message>
    </context>
    <context>
        <name>hub::panes::ParticipantsPane</name>
        <message>
            <source>Participants</source>
            <translation>Participants</translation>
        </message>
        <message>
            <source>Create participant</source>
            <translation>Créer un participant</translation>
        </message>
        <message>
            <source>Choose a participant to see its accounts.</source>
            <translation>Choisissez un participant pour voir ses comptes.</translation>
        </message>
        <message>
            <source>The list below is not complete.</source>
            <translation>La liste ci-dessous est incomplète.</translation>
        </message>
        <message>
            <source>from or to %1</source>
            <translation>de ou vers %1</translation>
        </message>
        <message>
            <source>A scheme starts with its participants: name, currency, cap, first funds and callback address.</source>
            <translation>Un système commence par ses participants : nom, devise, plafond, premiers fonds et adresse de rappel.</translation>
        </message>
        <message>
            <source>Create the first participant</source>
            <translation>Créer le premier participant</translation>
        </message>
        <message>
            <source>0 of %1 participants match this filter.</source>
            <translation>0 participant sur %1 répond à ce filtre.</translation>
        </message>
        <message>
            <source>Clear the filter</source>
            <translation>Effacer le filtre</translation>
        </message>
        <message>
            <source>%1: %2 (%3 of %4)</source>
            <translation>%1 : %2 (%3 sur %4)</translation>
        </message>
        <message>
            <source>%1 is ready.</source>
            <translation>%1 est prêt.</translation>
        </message>
        <message>
            <source>%1 was not created.</source>
            <translation>%1 n’a pas été créé.</translation>
        </message>
        <message>
            <source>Done before: %1. Go on from its detail.</source>
            <translation>Déjà fait : %1. Continuez depuis son détail.</translation>
        </message>
    </context>
    <context>
        <name>hub::panes::PositionsPane</name>
        <message>
            <source>Positions</source>
            <translation>Positions</translation>
        </message>
        <message>
            <source>Choose an account to see its position over time.</source>
            <translation>Choisissez un compte pour voir sa position dans le temps.</translation>
        </message>
        <message>
            <source>Currency</source>
            <translation>Devise</translation>
        </message>
        <message>
            <source>All currencies</source>
            <translation>Toutes les devises</translation>
        </message>
        <message>
            <source>Time span of the chart</source>
            <translation>Durée du graphique</translation>
        </message>
        <message>
            <source>10 min</source>
            <translation>10 min</translation>
        </message>
        <message>
            <source>1 h</source>
            <translation>1 h</translation>
        </message>
        <message>
            <source>6 h</source>
            <translation>6 h</translation>
        </message>
        <message>
            <source>7 days</source>
            <translation>7 jours</translation>
        </message>
        <message>
            <source>Pause (Space)</source>
            <translation>Pause (Espace)</translation>
        </message>
        <message>
            <source>Pause</source>
            <translation>Pause</translation>
        </message>
        <message>
            <source>live</source>
            <translation>en direct</translation>
        </message>
        <message>
            <source>At risk</source>
            <translation>À risque</translation>
        </message>
        <message>
            <source>Committed</source>
            <translation>Validés</translation>
        </message>
        <message>
            <source>Settlement window</source>
            <translation>Fenêtre de règlement</translation>
        </message>
        <message>
            <source>Speed</source>
            <translation>Débit</translation>
        </message>
        <message>
            <source>Failed in 5 min</source>
            <translation>Échecs en 5 min</translation>
        </message>
        <message>
            <source>failed in the last 5 minutes</source>
            <translation>échoués ces 5 dernières minutes</translation>
        </message>
        <message numerus="yes">
            <source>paused, %n new</source>
            <translation>
                <numerusform>en pause, %n nouveau</numerusform>
                <numerusform>en pause, %n nouveaux</numerusform>
            </translation>
        </message>
        <message>
            <source>paused</source>
            <translation>en pause</translation>
        </message>
        <message>
            <source>Positions appear here as soon as the first participant has an account.</source>
            <translation>Les positions apparaissent ici dès que le premier participant a un compte.</translation>
        </message>
        <message>
            <source>Create a participant</source>
            <translation>Créer un participant</translation>
        </message>
        <message>
            <source>0 of %1 accounts match this filter.</source>
            <translation>0 compte sur %1 répond à ce filtre.</translation>
        </message>
        <message>
            <source>Clear the filter</source>
            <translation>Effacer le filtre</translation>
        </message>
        <message>
            <source>%1 of %2</source>
            <translation>%1 sur %2</translation>
        </message>
        <message>
            <source>accounts above their alarm</source>
            <translation>comptes au-delà de leur alarme</translation>
        </message>
        <message>
            <source>transfers since the hub was made</source>
            <translation>transferts depuis la création du hub</translation>
        </message>
        <message>
            <source>open for %1</source>
            <translation>ouverte depuis %1</translation>
        </message>
        <message>
            <source>none open</source>
            <translation>aucune ouverte</translation>
        </message>
        <message>
            <source>%1/s</source>
            <translation>%1/s</translation>
        </message>
        <message>
            <source>p95 %1, p99 %2</source>
            <translation>p95 %1, p99 %2</translation>
        </message>
        <message>
            <source>most often %1</source>
            <translation>le plus souvent %1</translation>
        </message>
        <message>
            <source>none</source>
            <translation>aucun</translation>
        </message>
        <message>
            <source>Position against cap, %1 %2</source>
            <translation>Position et plafond, %1 %2</translation>
        </message>
        <message>
            <source>moved %1 %2, %3 to %4</source>
            <translation>mouvements de %1 %2, de %3 à %4</translation>
        </message>
        <message>
            <source>no account yet</source>
            <translation>encore aucun compte</translation>
        </message>
    </context>
    <context>
        <name>hub::panes::ReadinessView</name>
        <message>
            <source>Put it right</source>
            <translation>Corriger</translation>
        </message>
        <message>
            <source>What the participant needs</source>
            <translation>Ce dont le participant a besoin</translation>
        </message>
        <message>
            <source>The hub itself receives no payments.</source>
            <translation>Le hub lui-même ne reçoit pas de paiements.</translation>
        </message>
        <message>
            <source>Nothing was changed; there is nothing to show.</source>
            <translation>Rien n&apos;a été changé ; il n&apos;y a rien à montrer.</translation>
        </message>
    </context>
    <context>
        <name>hub::panes::ReportSaver</name>
        <message>
            <source>Workbook (*.xlsx)</source>
            <translation>Classeur (*.xlsx)</translation>
        </message>
        <message>
            <source>CSV (*.csv)</source>
            <translation>CSV (*.csv)</translation>
        </message>
        <message>
            <source>PDF (*.pdf)</source>
            <translation>PDF (*.pdf)</translation>
        </message>
        <message>
            <source>Nothing was written.</source>
            <translation>Rien n’a été écrit.</translation>
        </message>
        <message>
            <source>Written to %1.</source>
            <translation>Écrit dans %1.</translation>
        </message>
        <message>
            <source>Save here</source>
            <translation>Enregistrer ici</translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) written to %1.</source>
            <translation>
                <numerusform>%n fichier écrit dans %1.</numerusform>
                <numerusform>%n fichiers écrits dans %1.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) were written before.</source>
            <translation>
                <numerusform>%n fichier a été écrit avant.</numerusform>
                <numerusform>%n fichiers ont été écrits avant.</numerusform>
            </translation>
        </message>
        <message>
            <source>Initiation sheet for the bank…</source>
            <translation>Feuille d’initiation pour la banque…</translation>
        </message>
        <message>
            <source>Report of settlement %1…</source>
            <translation>Rapport du règlement %1…</translation>
        </message>
        <message>
            <source>Part of every DFSP, into a folder…</source>
            <translation>Part de chaque DFSP, dans un dossier…</translation>
        </message>
        <message>
            <source>Part of every DFSP</source>
            <translation>Part de chaque DFSP</translation>
        </message>
        <message>
            <source>Part of %1…</source>
            <translation>Part de %1…</translation>
        </message>
        <message>
            <source>Statement of %1, %2…</source>
            <translation>Relevé de %1, %2…</translation>
        </message>
    </context>
    <context>
        <name>hub::panes::SettlementActions</name>
        <message>
            <source>Record</source>
            <translation>Enregistrer</translation>
        </message>
        <message>
            <source>Reserve</source>
            <translation>Réserver</translation>
        </message>
        <message>
            <source>Commit</source>
            <translation>Valider</translation>
        </message>
        <message>
            <source>Settle</source>
            <translation>Régler</translation>
        </message>
        <message>
            <source>The settlement transfers are written down. No position moves.</source>
            <translation>Les transferts de règlement sont notés. Aucune position ne bouge.</translation>
        </message>
        <message>
            <source>Those who get money lose the credit on their position now.</source>
            <translation>Ceux qui reçoivent perdent maintenant le crédit de leur position.</translation>
        </message>
        <message>
            <source>Those who pay get their headroom back now. After this it cannot be aborted.</source>
            <translation>Ceux qui paient retrouvent maintenant leur marge. Ensuite il ne peut plus être abandonné.</translation>
        </message>
        <message>
            <source>The windows of these accounts become settled. Nothing moves any more.</source>
            <translation>Les fenêtres de ces comptes deviennent réglées. Plus rien ne bouge.</translation>
        </message>
        <message>
            <source>Window %1 stays open.</source>
            <translation>La fenêtre %1 reste ouverte.</translation>
        </message>
        <message numerus="yes">
            <source>%n transfer(s)</source>
            <translation>
                <numerusform>%n transfert</numerusform>
                <numerusform>%n transferts</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n currency(ies)</source>
            <translation>
                <numerusform>%n devise</numerusform>
                <numerusform>%n devises</numerusform>
            </translation>
        </message>
        <message>
            <source>Net %1: %2.</source>
            <translation>Net %1 : %2.</translation>
        </message>
        <message numerus="yes">
            <source>%n transfer(s) are still reserved (%1); if they commit after this they belong to window %2.</source>
            <translation>
                <numerusform>%n transfert est encore réservé (%1) ; s’il est validé ensuite il appartient à la fenêtre %2.</numerusform>
                <numerusform>%n transferts sont encore réservés (%1) ; s’ils sont validés ensuite ils appartiennent à la fenêtre %2.</numerusform>
            </translation>
        </message>
        <message>
            <source>Close settlement window %1?</source>
            <translation>Fermer la fenêtre de règlement %1 ?</translation>
        </message>
        <message>
            <source>Close window %1</source>
            <translation>Fermer la fenêtre %1</translation>
        </message>
        <message>
            <source>Keep open</source>
            <translation>Laisser ouverte</translation>
        </message>
        <message>
            <source>Window %1 is being closed; window %2 is open.</source>
            <translation>La fenêtre %1 se ferme ; la fenêtre %2 est ouverte.</translation>
        </message>
        <message>
            <source>Try again to close window %1?</source>
            <translation>Essayer encore de fermer la fenêtre %1 ?</translation>
        </message>
        <message numerus="yes">
            <source>%n try(ies) failed.</source>
            <translation>
                <numerusform>%n essai a échoué.</numerusform>
                <numerusform>%n essais ont échoué.</numerusform>
            </translation>
        </message>
        <message>
            <source>Its transfers stay as they are; only the sums are made again.</source>
            <translation>Ses transferts restent tels quels ; seules les sommes sont refaites.</translation>
        </message>
        <message>
            <source>Try window %1 again</source>
            <translation>Réessayer la fenêtre %1</translation>
        </message>
        <message>
            <source>Leave it</source>
            <translation>Laisser</translation>
        </message>
        <message>
            <source>Window %1 is tried again.</source>
            <translation>La fenêtre %1 est réessayée.</translation>
        </message>
        <message>
            <source>Window %1 was not changed.</source>
            <translation>La fenêtre %1 n’a pas été changée.</translation>
        </message>
        <message>
            <source>Model %1, windows %2.</source>
            <translation>Modèle %1, fenêtres %2.</translation>
        </message>
        <message>
            <source>Settle the windows %1?</source>
            <translation>Régler les fenêtres %1 ?</translation>
        </message>
        <message>
            <source>Create the settlement</source>
            <translation>Créer le règlement</translation>
        </message>
        <message>
            <source>Settle nothing</source>
            <translation>Ne rien régler</translation>
        </message>
        <message>
            <source>No settlement was made.</source>
            <translation>Aucun règlement n’a été fait.</translation>
        </message>
        <message>
            <source>Settlement %1 is made.</source>
            <translation>Le règlement %1 est fait.</translation>
        </message>
        <message numerus="yes">
            <source>%n account(s).</source>
            <translation>
                <numerusform>%n compte.</numerusform>
                <numerusform>%n comptes.</numerusform>
            </translation>
        </message>
        <message>
            <source>They pay %1 and get %2.</source>
            <translation>Ils paient %1 et reçoivent %2.</translation>
        </message>
        <message>
            <source>%1 settlement %2?</source>
            <translation>%1 le règlement %2 ?</translation>
        </message>
        <message>
            <source>%1 settlement %2</source>
            <translation>%1 le règlement %2</translation>
        </message>
        <message>
            <source>Leave it at %1</source>
            <translation>Laisser à %1</translation>
        </message>
        <message>
            <source>The settlement was not changed.</source>
            <translation>Le règlement n’a pas été changé.</translation>
        </message>
        <message>
            <source>Settlement %1 is %2.</source>
            <translation>Le règlement %1 est %2.</translation>
        </message>
        <message>
            <source>account %1: %2</source>
            <translation>compte %1 : %2</translation>
        </message>
        <message>
            <source>The other accounts were moved; settlement %1 is %2.</source>
            <translation>Les autres comptes ont avancé ; le règlement %1 est %2.</translation>
        </message>
        <message>
            <source>Abort settlement %1?</source>
            <translation>Abandonner le règlement %1 ?</translation>
        </message>
        <message numerus="yes">
            <source>%n account(s) go back; what was reserved is given back.</source>
            <translation>
                <numerusform>%n compte revient en arrière ; ce qui était réservé est rendu.</numerusform>
                <numerusform>%n comptes reviennent en arrière ; ce qui était réservé est rendu.</numerusform>
            </translation>
        </message>
        <message>
            <source>Its windows %1 can be settled again.</source>
            <translation>Ses fenêtres %1 peuvent être réglées de nouveau.</translation>
        </message>
        <message>
            <source>A cap that was raised for it stays raised.</source>
            <translation>Un plafond relevé pour lui reste relevé.</translation>
        </message>
        <message>
            <source>Abort settlement %1</source>
            <translation>Abandonner le règlement %1</translation>
        </message>
        <message>
            <source>Keep it</source>
            <translation>La garder</translation>
        </message>
        <message>
            <source>settlement %1</source>
            <translation>règlement %1</translation>
        </message>
        <message>
            <source>Settlement %1 is aborted.</source>
            <translation>Le règlement %1 est abandonné.</translation>
        </message>
        <message>
            <source>New settlement model</source>
            <translation>Nouveau modèle de règlement</translation>
        </message>
        <message>
            <source>Continue</source>
            <translation>Continuer</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Nom</translation>
        </message>
        <message>
            <source>Method</source>
            <translation>Méthode</translation>
        </message>
        <message>
            <source>Currency</source>
            <translation>Devise</translation>
        </message>
        <message>
            <source>Default: all that no model names</source>
            <translation>Défaut : toutes celles qu’aucun modèle ne nomme</translation>
        </message>
        <message>
            <source>Settles</source>
            <translation>Règle</translation>
        </message>
        <message>
            <source>Settling sets the positions back</source>
            <translation>Le règlement remet les positions</translation>
        </message>
        <message>
            <source>Reserving may raise a cap that is too low</source>
            <translation>La réservation peut relever un plafond trop bas</translation>
        </message>
        <message>
            <source>A name has 2 to 30 letters, digits or underscores.</source>
            <translation>Un nom a 2 à 30 lettres, chiffres ou tirets bas.</translation>
        </message>
        <message>
            <source>This name is in use.</source>
            <translation>Ce nom est déjà pris.</translation>
        </message>
        <message>
            <source>all currencies without a model</source>
            <translation>toutes les devises sans modèle</translation>
        </message>
        <message>
            <source>Create the settlement model %1?</source>
            <translation>Créer le modèle de règlement %1 ?</translation>
        </message>
        <message>
            <source>%1, for %2 accounts in %3.</source>
            <translation>%1, pour les comptes %2 en %3.</translation>
        </message>
        <message>
            <source>It counts for windows that are closed from now on.</source>
            <translation>Il compte pour les fenêtres fermées à partir de maintenant.</translation>
        </message>
        <message>
            <source>Create %1</source>
            <translation>Créer %1</translation>
        </message>
        <message>
            <source>Create nothing</source>
            <translation>Ne rien créer</translation>
        </message>
        <message>
            <source>The model %1 is there.</source>
            <translation>Le modèle %1 est là.</translation>
        </message>
        <message>
            <source>No model was made.</source>
            <translation>Aucun modèle n’a été fait.</translation>
        </message>
        <message>
            <source>Activate the model %1?</source>
            <translation>Activer le modèle %1 ?</translation>
        </message>
        <message>
            <source>Deactivate the model %1?</source>
            <translation>Désactiver le modèle %1 ?</translation>
        </message>
        <message numerus="yes">
            <source>%n part(s) of windows under it are not settled; they stay so while it is inactive.</source>
            <translation>
                <numerusform>%n partie de fenêtre n’est pas réglée ; elle le reste tant qu’il est inactif.</numerusform>
                <numerusform>%n parties de fenêtres ne sont pas réglées ; elles le restent tant qu’il est inactif.</numerusform>
            </translation>
        </message>
        <message>
            <source>Windows that are closed from now on are settled by another model, or not at all.</source>
            <translation>Les fenêtres fermées à partir de maintenant sont réglées par un autre modèle, ou pas du tout.</translation>
        </message>
        <message>
            <source>Activate %1</source>
            <translation>Activer %1</translation>
        </message>
        <message>
            <source>Deactivate %1</source>
            <translation>Désactiver %1</translation>
        </message>
        <message>
            <source>Keep inactive</source>
            <translation>Laisser inactif</translation>
        </message>
        <message>
            <source>Keep active</source>
            <translation>Laisser actif</translation>
        </message>
        <message>
            <source>The model %1 is active.</source>
            <translation>Le modèle %1 est actif.</translation>
        </message>
        <message>
            <source>The model %1 is inactive.</source>
            <translation>Le modèle %1 est inactif.</translation>
        </message>
        <message>
            <source>The model was not changed.</source>
            <translation>Le modèle n’a pas été changé.</translation>
        </message>
        <message>
            <source>File %1, SHA-256 %2….</source>
            <translation>Fichier %1, SHA-256 %2….</translation>
        </message>
        <message>
            <source>%1 goes out and %2 comes in.</source>
            <translation>%1 sort et %2 entre.</translation>
        </message>
        <message numerus="yes">
            <source>%n warning(s) accepted.</source>
            <translation>
                <numerusform>%n avertissement accepté.</numerusform>
                <numerusform>%n avertissements acceptés.</numerusform>
            </translation>
        </message>
        <message>
            <source>What the bank&apos;s balances differ by is booked.</source>
            <translation>L’écart avec les soldes de la banque est comptabilisé.</translation>
        </message>
        <message>
            <source>Caps above the new balance are lowered to it.</source>
            <translation>Les plafonds au-dessus du nouveau solde y sont abaissés.</translation>
        </message>
        <message>
            <source>Caps below the new balance are raised to it.</source>
            <translation>Les plafonds sous le nouveau solde y sont relevés.</translation>
        </message>
        <message>
            <source>The hub moves the money and walks the states by itself, also after a restart. Once money has moved the settlement cannot be aborted.</source>
            <translation>Le hub déplace l’argent et franchit les états de lui-même, même après un redémarrage. Une fois l’argent déplacé, le règlement ne peut plus être abandonné.</translation>
        </message>
        <message>
            <source>Finalise settlement %1?</source>
            <translation>Finaliser le règlement %1 ?</translation>
        </message>
        <message>
            <source>Finalise settlement %1</source>
            <translation>Finaliser le règlement %1</translation>
        </message>
        <message>
            <source>Move nothing</source>
            <translation>Ne rien déplacer</translation>
        </message>
        <message>
            <source>Nothing was moved.</source>
            <translation>Rien n’a été déplacé.</translation>
        </message>
        <message>
            <source>Finalising settlement %1 has begun.</source>
            <translation>La finalisation du règlement %1 a commencé.</translation>
        </message>
        <message>
            <source>Stop finalising settlement %1?</source>
            <translation>Arrêter la finalisation du règlement %1 ?</translation>
        </message>
        <message>
            <source>The step in hand is finished first. What has moved stays moved.</source>
            <translation>L’étape en cours est d’abord terminée. Ce qui a été déplacé le reste.</translation>
        </message>
        <message>
            <source>It can be taken up again with the bank&apos;s file.</source>
            <translation>Elle peut être reprise avec le fichier de la banque.</translation>
        </message>
        <message>
            <source>Stop finalising</source>
            <translation>Arrêter la finalisation</translation>
        </message>
        <message>
            <source>Let it go on</source>
            <translation>La laisser continuer</translation>
        </message>
        <message>
            <source>Finalising settlement %1 is stopped.</source>
            <translation>La finalisation du règlement %1 est arrêtée.</translation>
        </message>
        <message>
            <source>The job was not stopped.</source>
            <translation>Le travail n’a pas été arrêté.</translation>
        </message>
        <message>
            <source>%1 and %2</source>
            <translation>%1 et %2</translation>
        </message>
        <message>
            <source>Abort the pair %1 of settlement %2?</source>
            <translation>Annuler la paire %1 du règlement %2 ?</translation>
        </message>
        <message>
            <source>%1 does not pay %2 to %3 in this settlement; what was reserved for it is given back.</source>
            <translation>%1 ne paie pas %2 à %3 dans ce règlement ; ce qui était réservé est rendu.</translation>
        </message>
        <message>
            <source>The other pairs go on. When no other is left, the whole settlement is aborted.</source>
            <translation>Les autres paires continuent. S’il n’en reste aucune, tout le règlement est annulé.</translation>
        </message>
        <message>
            <source>What they owe stays open: windows %1 can be settled again for this pair afterwards.</source>
            <translation>Ce qu’elles se doivent reste ouvert : les fenêtres %1 pourront ensuite être réglées de nouveau pour cette paire.</translation>
        </message>
        <message>
            <source>Abort the pair</source>
            <translation>Annuler la paire</translation>
        </message>
        <message>
            <source>The pair %1 of settlement %2 is aborted.</source>
            <translation>La paire %1 du règlement %2 est annulée.</translation>
        </message>
    </context>
    <context>
        <name>hub::panes::SettlementBench</name>
        <message>
            <source>Only the chosen</source>
            <translation>Seulement les choisis</translation>
        </message>
        <message>
            <source>Abort</source>
            <translation>Abandonner</translation>
        </message>
        <message>
            <source>States of the settlement</source>
            <translation>États du règlement</translation>
        </message>
        <message>
            <source>Accounts of the settlement</source>
            <translation>Comptes du règlement</translation>
        </message>
        <message>
            <source>Settlement %1, %2, windows %3</source>
            <translation>Règlement %1, %2, fenêtres %3</translation>
        </message>
        <message>
            <source>all nets come to 0</source>
            <translation>la somme des nets est 0</translation>
        </message>
        <message>
            <source>the nets do not come to 0</source>
            <translation>la somme des nets n’est pas 0</translation>
        </message>
        <message>
            <source>Over</source>
            <translation>Terminé</translation>
        </message>
        <message numerus="yes">
            <source>%1 all %n account(s)</source>
            <translation>
                <numerusform>%1 le compte (%n)</numerusform>
                <numerusform>%1 les %n comptes</numerusform>
            </translation>
        </message>
        <message>
            <source>%1 the chosen (%2)</source>
            <translation>%1 les choisis (%2)</translation>
        </message>
        <message>
            <source>Finalise with the bank&apos;s file…</source>
            <translation>Finaliser avec le fichier de la banque…</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Arrêter</translation>
        </message>
        <message>
            <source>Steps of finalising</source>
            <translation>Étapes de la finalisation</translation>
        </message>
        <message>
            <source>By hand:</source>
            <translation>À la main :</translation>
        </message>
        <message>
            <source>Finalising failed: %1</source>
            <translation>Échec de la finalisation : %1</translation>
        </message>
        <message>
            <source>Finalised with %1</source>
            <translation>Finalisé avec %1</translation>
        </message>
        <message>
            <source>Finalising waits: %1</source>
            <translation>La finalisation attend : %1</translation>
        </message>
        <message>
            <source>Finalising, %1</source>
            <translation>Finalisation, %1</translation>
        </message>
        <message>
            <source>File %1, SHA-256 %2</source>
            <translation>Fichier %1, SHA-256 %2</translation>
        </message>
        <message>
            <source>Take up again with the bank&apos;s file…</source>
            <translation>Reprendre avec le fichier de la banque…</translation>
        </message>
        <message>
            <source>Abort the chosen pair</source>
            <translation>Annuler la paire choisie</translation>
        </message>
        <message>
            <source>Choose one side of a pair</source>
            <translation>Choisissez un côté d’une paire</translation>
        </message>
        <message>
            <source>The settlement is being finalised</source>
            <translation>Le règlement est en cours de finalisation</translation>
        </message>
    </context>
    <context>
        <name>hub::panes::SettlementsPane</name>
        <message>
            <source>Settlements</source>
            <translation>Règlements</translation>
        </message>
        <message>
            <source>New settlement</source>
            <translation>Nouveau règlement</translation>
        </message>
        <message>
            <source>Choose a settlement to work on it.</source>
            <translation>Choisissez un règlement pour y travailler.</translation>
        </message>
        <message>
            <source>A settlement takes closed windows and settles what their transfers come to.</source>
            <translation>Un règlement prend des fenêtres fermées et règle ce que donnent leurs transferts.</translation>
        </message>
        <message>
            <source>Create the first settlement</source>
            <translation>Créer le premier règlement</translation>
        </message>
        <message>
            <source>0 of %1 settlements match this filter.</source>
            <translation>0 règlement sur %1 correspond à ce filtre.</translation>
        </message>
        <message>
            <source>Clear the filter</source>
            <translation>Effacer le filtre</translation>
        </message>
        <message>
            <source>Save report</source>
            <translation>Enregistrer un rapport</translation>
        </message>
    </context>
    <context>
        <name>hub::panes::TracePane</name>
        <message>
            <source>Trace</source>
            <translation>Trace</translation>
        </message>
        <message>
            <source>Chosen step</source>
            <translation>Étape choisie</translation>
        </message>
        <message>
            <source>Enter a transfer or trace id, or come from a transfer.</source>
            <translation>Saisissez un identifiant de transfert ou de trace, ou venez d’un transfert.</translation>
        </message>
        <message>
            <source>Transfer or trace id</source>
            <translation>Identifiant de transfert ou de trace</translation>
        </message>
        <message>
            <source>Copy trace id</source>
            <translation>Copier l’identifiant de trace</translation>
        </message>
        <message>
            <source>Transfer</source>
            <translation>Transfert</translation>
        </message>
        <message>
            <source>“%1” is neither a transfer id (UUID or ULID) nor a trace id (32 hex digits).</source>
            <translation>« %1 » n’est ni un identifiant de transfert (UUID ou ULID) ni un identifiant de trace (32 chiffres hexadécimaux).</translation>
        </message>
        <message>
            <source>There are no steps for this id: the trace was not sampled, is older than the retention, or is still being written.</source>
            <translation>Il n’y a pas d’étapes pour cet identifiant : la trace n’a pas été retenue, a dépassé la durée de conservation, ou s’écrit encore.</translation>
        </message>
        <message>
            <source>Look again</source>
            <translation>Chercher encore</translation>
        </message>
        <message numerus="yes">
            <source>Trace %1   %n step(s)   %2</source>
            <translation>
                <numerusform>Trace %1   %n étape   %2</numerusform>
                <numerusform>Trace %1   %n étapes   %2</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n failed</source>
            <translation>
                <numerusform>%n en échec</numerusform>
                <numerusform>%n en échec</numerusform>
            </translation>
        </message>
        <message>
            <source>%1 more are not shown</source>
            <translation>%1 autres ne sont pas montrées</translation>
        </message>
        <message>
            <source>Kind</source>
            <translation>Genre</translation>
        </message>
        <message>
            <source>Result</source>
            <translation>Résultat</translation>
        </message>
        <message>
            <source>failed</source>
            <translation>échec</translation>
        </message>
        <message>
            <source>done</source>
            <translation>fait</translation>
        </message>
        <message>
            <source>Start</source>
            <translation>Début</translation>
        </message>
        <message>
            <source>Took</source>
            <translation>Durée</translation>
        </message>
        <message>
            <source>Belongs to</source>
            <translation>Appartient à</translation>
        </message>
        <message>
            <source>Step id</source>
            <translation>Identifiant d’étape</translation>
        </message>
        <message>
            <source>Caused by</source>
            <translation>Causé par</translation>
        </message>
    </context>
    <context>
        <name>hub::panes::TransferDetailView</name>
        <message>
            <source>Facts</source>
            <translation>Faits</translation>
        </message>
        <message>
            <source>States</source>
            <translation>États</translation>
        </message>
        <message>
            <source>Positions</source>
            <translation>Positions</translation>
        </message>
        <message>
            <source>Callbacks</source>
            <translation>Rappels</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>Copier</translation>
        </message>
        <message>
            <source>Transfer id</source>
            <translation>Identifiant du transfert</translation>
        </message>
        <message>
            <source>All facts as text</source>
            <translation>Tous les faits en texte</translation>
        </message>
        <message>
            <source>Trace</source>
            <translation>Trace</translation>
        </message>
        <message>
            <source>Callbacks (%1)</source>
            <translation>Rappels (%1)</translation>
        </message>
        <message>
            <source>hub</source>
            <translation>hub</translation>
        </message>
        <message>
            <source>Transfer</source>
            <translation>Transfert</translation>
        </message>
        <message>
            <source>Amount</source>
            <translation>Montant</translation>
        </message>
        <message>
            <source>Received</source>
            <translation>Reçu</translation>
        </message>
        <message>
            <source>Finished after</source>
            <translation>Terminé après</translation>
        </message>
        <message>
            <source>Expires</source>
            <translation>Expire</translation>
        </message>
        <message>
            <source>Position of %1</source>
            <translation>Position de %1</translation>
        </message>
        <message>
            <source>Error</source>
            <translation>Erreur</translation>
        </message>
        <message>
            <source>Window</source>
            <translation>Fenêtre</translation>
        </message>
        <message>
            <source>Condition</source>
            <translation>Condition</translation>
        </message>
        <message>
            <source>Fulfilment</source>
            <translation>Accomplissement</translation>
        </message>
        <message>
            <source>SHA-256</source>
            <translation>SHA-256</translation>
        </message>
        <message>
            <source>matches the condition</source>
            <translation>répond à la condition</translation>
        </message>
        <message>
            <source>does not match the condition</source>
            <translation>ne répond pas à la condition</translation>
        </message>
        <message>
            <source>ILP packet</source>
            <translation>Paquet ILP</translation>
        </message>
        <message>
            <source>Details of the transfer</source>
            <translation>Détails du transfert</translation>
        </message>
        <message>
            <source>Open the quote</source>
            <translation>Ouvrir le devis</translation>
        </message>
        <message>
            <source>Quote</source>
            <translation>Devis</translation>
        </message>
        <message>
            <source>Trace id</source>
            <translation>Id de la trace</translation>
        </message>
        <message>
            <source>Quote id</source>
            <translation>Id du devis</translation>
        </message>
        <message>
            <source>Transaction id</source>
            <translation>Id de la transaction</translation>
        </message>
        <message>
            <source>Open this participant</source>
            <translation>Ouvrir ce participant</translation>
        </message>
        <message>
            <source>The packet names no quote.</source>
            <translation>Le paquet ne nomme pas de devis.</translation>
        </message>
        <message>
            <source>Reading the quote…</source>
            <translation>Lecture du devis…</translation>
        </message>
        <message>
            <source>This movement carries no ILP packet.</source>
            <translation>Ce mouvement ne porte pas de paquet ILP.</translation>
        </message>
        <message>
            <source>As received</source>
            <translation>Tel que reçu</translation>
        </message>
        <message>
            <source>The hub does not keep quotes, and the trace of this one is not there (any more).</source>
            <translation>Le hub ne garde pas les devis, et la trace de celui-ci n’est pas (ou plus) là.</translation>
        </message>
        <message>
            <source>Asked</source>
            <translation>Demandé</translation>
        </message>
        <message>
            <source>Answered after</source>
            <translation>Répondu après</translation>
        </message>
        <message>
            <source>Amount asked</source>
            <translation>Montant demandé</translation>
        </message>
        <message>
            <source>Why</source>
            <translation>Pourquoi</translation>
        </message>
    </context>
    <context>
        <name>hub::panes::TransfersPane</name>
        <message>
            <source>Transfers</source>
            <translation>Transferts</translation>
        </message>
        <message>
            <source>Choose a transfer to see its steps.</source>
            <translation>Choisissez un transfert pour voir ses étapes.</translation>
        </message>
        <message>
            <source>Remove this narrowing</source>
            <translation>Enlever cette restriction</translation>
        </message>
        <message>
            <source>Pause (Space)</source>
            <translation>Pause (Espace)</translation>
        </message>
        <message>
            <source>Pause</source>
            <translation>Pause</translation>
        </message>
        <message>
            <source>live</source>
            <translation>en direct</translation>
        </message>
        <message>
            <source>paused</source>
            <translation>en pause</translation>
        </message>
        <message>
            <source>search</source>
            <translation>recherche</translation>
        </message>
        <message numerus="yes">
            <source>paused, %n new</source>
            <translation>
                <numerusform>en pause, %n nouveau</numerusform>
                <numerusform>en pause, %n nouveaux</numerusform>
            </translation>
        </message>
        <message>
            <source>%1 more changes than are shown</source>
            <translation>%1 changements de plus que montré</translation>
        </message>
        <message>
            <source>No transfer has reached the hub yet. DFSPs send the first one as soon as two of them have accounts and callback addresses.</source>
            <translation>Aucun transfert n’est encore arrivé au hub. Les DFSP envoient le premier dès que deux d’entre eux ont des comptes et des adresses de rappel.</translation>
        </message>
        <message>
            <source>Open participants</source>
            <translation>Ouvrir les participants</translation>
        </message>
        <message>
            <source>No transfer fits this narrowing.</source>
            <translation>Aucun transfert ne répond à cette restriction.</translation>
        </message>
        <message>
            <source>Clear the filter</source>
            <translation>Effacer le filtre</translation>
        </message>
        <message numerus="yes">
            <source>%n row(s)</source>
            <translation>
                <numerusform>%n ligne</numerusform>
                <numerusform>%n lignes</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n row(s), more below</source>
            <translation>
                <numerusform>%n ligne, suite plus bas</numerusform>
                <numerusform>%n lignes, suite plus bas</numerusform>
            </translation>
        </message>
        <message>
            <source>Stuck</source>
            <translation>Bloqués</translation>
        </message>
        <message>
            <source>Not final and received more than 30 s ago, or with a callback that was given up</source>
            <translation>Pas terminés et reçus il y a plus de 30 s, ou avec un rappel abandonné</translation>
        </message>
        <message>
            <source>Parts of the payment</source>
            <translation>Parties du paiement</translation>
        </message>
        <message>
            <source>Look-ups</source>
            <translation>Recherches</translation>
        </message>
        <message>
            <source>Quotes</source>
            <translation>Devis</translation>
        </message>
        <message>
            <source>Requests</source>
            <translation>Demandes</translation>
        </message>
        <message>
            <source>Bulks</source>
            <translation>Lots</translation>
        </message>
        <message>
            <source>stuck</source>
            <translation>bloqués</translation>
        </message>
        <message>
            <source>No transfer is stuck.</source>
            <translation>Aucun transfert n’est bloqué.</translation>
        </message>
        <message>
            <source>Show all transfers</source>
            <translation>Montrer tous les transferts</translation>
        </message>
    </context>
    <context>
        <name>hub::panes::WindowContentView</name>
        <message>
            <source>Content of the window</source>
            <translation>Contenu de la fenêtre</translation>
        </message>
        <message>
            <source>Content</source>
            <translation>Contenu</translation>
        </message>
        <message>
            <source>State</source>
            <translation>État</translation>
        </message>
        <message>
            <source>Model</source>
            <translation>Modèle</translation>
        </message>
        <message>
            <source>Sent</source>
            <translation>Envoyé</translation>
        </message>
        <message>
            <source>Received</source>
            <translation>Reçu</translation>
        </message>
        <message>
            <source>Net (+ pays)</source>
            <translation>Net (+ paie)</translation>
        </message>
        <message>
            <source>Transfers</source>
            <translation>Transferts</translation>
        </message>
        <message>
            <source>of window %1 in %2</source>
            <translation>de la fenêtre %1 en %2</translation>
        </message>
        <message>
            <source>of window %1 in %2, from or to %3</source>
            <translation>de la fenêtre %1 en %2, de ou vers %3</translation>
        </message>
    </context>
    <context>
        <name>hub::panes::WindowsPane</name>
        <message>
            <source>Settlement windows</source>
            <translation>Fenêtres de règlement</translation>
        </message>
        <message>
            <source>Choose a window to see what it holds.</source>
            <translation>Choisissez une fenêtre pour voir ce qu’elle contient.</translation>
        </message>
        <message>
            <source>Close window</source>
            <translation>Fermer la fenêtre</translation>
        </message>
        <message>
            <source>Settle selected</source>
            <translation>Régler la sélection</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Réessayer</translation>
        </message>
        <message>
            <source>A window gathers the committed transfers until you close it. The first one is open and empty.</source>
            <translation>Une fenêtre rassemble les transferts validés jusqu’à ce que vous la fermiez. La première est ouverte et vide.</translation>
        </message>
        <message>
            <source>Open participants</source>
            <translation>Ouvrir les participants</translation>
        </message>
        <message>
            <source>0 of %1 windows match this filter.</source>
            <translation>0 fenêtre sur %1 correspond à ce filtre.</translation>
        </message>
        <message>
            <source>Clear the filter</source>
            <translation>Effacer le filtre</translation>
        </message>
        <message>
            <source>Close window %1</source>
            <translation>Fermer la fenêtre %1</translation>
        </message>
        <message>
            <source>Settle %1</source>
            <translation>Régler %1</translation>
        </message>
        <message>
            <source>Window %1 holds no transfer.</source>
            <translation>La fenêtre %1 ne contient aucun transfert.</translation>
        </message>
        <message>
            <source>window %1: OPEN → PROCESSING, %2</source>
            <translation>fenêtre %1 : OPEN → PROCESSING, %2</translation>
        </message>
        <message>
            <source>, try %1</source>
            <translation>, essai %1</translation>
        </message>
        <message>
            <source>window %1 failed: %2</source>
            <translation>fenêtre %1 en échec : %2</translation>
        </message>
        <message>
            <source>window %1: OPEN → PROCESSING → %2</source>
            <translation>fenêtre %1 : OPEN → PROCESSING → %2</translation>
        </message>
        <message>
            <source>Save report…</source>
            <translation>Enregistrer le rapport…</translation>
        </message>
        <message>
            <source>Report of window %1</source>
            <translation>Rapport de la fenêtre %1</translation>
        </message>
    </context>
    <context>
        <name>hub::shell::ConnectionStrip</name>
        <message>
            <source>Try now</source>
            <translation>Essayer maintenant</translation>
        </message>
        <message>
            <source>Connection to the hub</source>
            <translation>Connexion au hub</translation>
        </message>
        <message>
            <source>Connecting to %1 …</source>
            <translation>Connexion à %1 …</translation>
        </message>
        <message>
            <source>Connected to %1.</source>
            <translation>Connecté à %1.</translation>
        </message>
        <message>
            <source>No connection to %1: %2</source>
            <translation>Pas de connexion à %1 : %2</translation>
        </message>
        <message>
            <source>%1 is not a hub: %2 Check the address given with --connect.</source>
            <translation>%1 n’est pas un hub : %2 Vérifiez l’adresse donnée avec --connect.</translation>
        </message>
        <message numerus="yes">
            <source>Next try in %n s.</source>
            <translation>
                <numerusform>Prochain essai dans %n s.</numerusform>
                <numerusform>Prochain essai dans %n s.</numerusform>
            </translation>
        </message>
        <message>
            <source>Trying …</source>
            <translation>Essai …</translation>
        </message>
    </context>
    <context>
        <name>hub::shell::MainWindow</name>
        <message>
            <source>Collapse or show the navigation (Ctrl+B)</source>
            <translation>Replier ou montrer la navigation (Ctrl+B)</translation>
        </message>
        <message>
            <source>Navigation</source>
            <translation>Navigation</translation>
        </message>
        <message>
            <source>Go to   Ctrl+K</source>
            <translation>Aller à   Ctrl+K</translation>
        </message>
        <message>
            <source>Go to</source>
            <translation>Aller à</translation>
        </message>
        <message>
            <source>Light or dark</source>
            <translation>Clair ou sombre</translation>
        </message>
        <message>
            <source>Panes</source>
            <translation>Volets</translation>
        </message>
        <message>
            <source>Switch light and dark</source>
            <translation>Basculer clair et sombre</translation>
        </message>
        <message numerus="yes">
            <source>%n firing</source>
            <translation>
                <numerusform>%n active</numerusform>
                <numerusform>%n actives</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>hub::shell::StatusStrip</name>
        <message>
            <source>Hub status</source>
            <translation>État du hub</translation>
        </message>
        <message>
            <source>waiting for the hub</source>
            <translation>en attente du hub</translation>
        </message>
        <message>
            <source>window %1</source>
            <translation>fenêtre %1</translation>
        </message>
        <message>
            <source>%1/s</source>
            <translation>%1/s</translation>
        </message>
        <message>
            <source>p95 %1</source>
            <translation>p95 %1</translation>
        </message>
        <message>
            <source>queue %1</source>
            <translation>file %1</translation>
        </message>
        <message numerus="yes">
            <source>%n breaker(s) open</source>
            <translation>
                <numerusform>%n disjoncteur ouvert</numerusform>
                <numerusform>%n disjoncteurs ouverts</numerusform>
            </translation>
        </message>
        <message>
            <source>no payments are taken: %1</source>
            <translation>aucun paiement n’est accepté : %1</translation>
        </message>
        <message>
            <source>unclaimed: no login</source>
            <translation>sans propriétaire : pas de connexion</translation>
        </message>
        <message>
            <source>no news for %1</source>
            <translation>sans nouvelles depuis %1</translation>
        </message>
        <message>
            <source>alerts %1</source>
            <translation>alertes %1</translation>
        </message>
    </context>
</TS>
